package dev.newsreel.job;

import dev.newsreel.redis.Redis;
import java.util.List;

/** Jobs that have stopped, and the acts of a person. */
final class StoppedJobs {

  final JobStore jobs;
  final Actions actions;
  private final JobIndex index;

  /** Makes acts with a second of video at 0.05 dollars and a minute of captions at 0.10. */
  StoppedJobs(Redis redis, JobStore jobs) {
    this.index = new JobIndex(redis);
    this.jobs = jobs;
    this.actions = new Actions(jobs, TestPrices.PRICES);
  }

  /** Returns a stored job that has stopped in a status. */
  VideoJob at(Status where, Status ending, String code) {
    return switch (where) {
      case SCRIPTING -> stop(SampleJobs.scripting(jobs), ending, code);
      case RENDERING -> stop(SampleJobs.videoOrdered(jobs), ending, code);
      case CAPTIONING -> captions(ending, code);
      default -> {
        VideoJob job = SampleJobs.captioning(jobs);
        VideoJob next = jobs.save(Change.keeping(job, job.advance(where), "next"));
        yield stop(next, ending, code);
      }
    };
  }

  /** Returns a stored job that has stopped although project {@code sm-1} was ordered. */
  VideoJob captions(Status ending, String code) {
    List<CaptionOrder> orders =
        List.of(new CaptionOrder(1, "aa", "bb", jobs.now(), jobs.now(), jobs.now(), false));
    VideoJob job =
        SampleJobs.edge(
            jobs,
            SampleJobs.captioning(jobs),
            d -> {
              d.step = Step.ORDERED;
              d.submagic = new Captions(orders, "sm-1", jobs.now(), null, null, null, null);
              d.attempts = new Attempts(3, jobs.now(), "cause");
            });
    return stop(job, ending, code);
  }

  private VideoJob stop(VideoJob job, Status ending, String code) {
    Failure why = new Failure(code, "It failed", job.status(), null, null, "Act", jobs.now());
    jobs.save(Change.keeping(job, job.stop(ending, why), ending.text()));
    return stored(job);
  }

  VideoJob stored(VideoJob job) {
    return jobs.find(job.id()).orElseThrow();
  }

  /** Returns the last line of a job's history. */
  String lastEdge(VideoJob job) {
    List<Event> history = index.history(job.id());
    return history.get(history.size() - 1).edge();
  }
}
