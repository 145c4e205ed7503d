package dev.newsreel.job;

/**
 * The stored form of a job: its JSON without the article's text, and the text beside it, which is
 * long and never changes.
 */
final class StoredJob {

  private StoredJob() {}

  /** Returns the job as its JSON is written. */
  static VideoJob withoutText(VideoJob job) {
    return withText(job, "");
  }

  /** Returns the job that was stored. */
  static VideoJob read(String json, String text) {
    return withText(Json.read(json, VideoJob.class), text == null ? "" : text);
  }

  private static VideoJob withText(VideoJob job, String text) {
    Article a = job.article();
    return job.with(
        d ->
            d.article =
                new Article(a.title(), text, a.url(), a.guid(), a.publishedAt(), a.author()));
  }
}
