package dev.newsreel.door;

import dev.newsreel.forecast.Estimate;
import dev.newsreel.job.Article;
import dev.newsreel.job.Failure;
import dev.newsreel.job.Result;
import dev.newsreel.job.Script;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** A job as the API shows it: without tokens, links that expire, and how we wait. */
record VideoView(
    String id,
    Status status,
    Instant createdAt,
    Instant updatedAt,
    String feed,
    Article article,
    Script script,
    Map<String, String> heygen,
    Map<String, String> submagic,
    Result result,
    BigDecimal costUsd,
    BigDecimal estimatedCostUsd,
    String waitingFor,
    String priority,
    Long queuePosition,
    Instant eta,
    String etaBasis,
    Failure failure) {

  static VideoView of(VideoJob job, BigDecimal cost, Estimate estimate) {
    return new VideoView(
        job.id(),
        job.status(),
        job.createdAt(),
        job.updatedAt(),
        job.options().feed(),
        job.article(),
        job.script(),
        id("video_id", job.heygen() == null ? null : job.heygen().videoId()),
        id("project_id", job.submagic() == null ? null : job.submagic().projectId()),
        job.result(),
        job.costUsd(),
        cost,
        waiting(job, estimate),
        job.options().priority(),
        estimate.queuePosition(),
        estimate.eta(),
        estimate.etaBasis(),
        job.failure());
  }

  /** Returns the job as a list shows it: without the article's text. */
  static VideoView brief(VideoJob job) {
    Article a = job.article();
    return of(
        job.with(
            d ->
                d.article =
                    new Article(a.title(), null, a.url(), a.guid(), a.publishedAt(), a.author())),
        null,
        Estimate.NONE);
  }

  private static String waiting(VideoJob job, Estimate estimate) {
    String cause = job.status().ended() ? null : job.attempts().cause();
    return cause == null ? estimate.waitingFor() : cause;
  }

  private static Map<String, String> id(String name, String id) {
    return id == null ? null : Map.of(name, id);
  }
}
