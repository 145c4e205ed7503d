package dev.newsreel.job;

import java.time.Instant;

/** A job while it is being changed; see {@link VideoJob#with}. Its fields are those of the job. */
public final class Draft {
  String id;
  long version;
  public Status status;
  public Step step;
  Instant createdAt;
  Instant updatedAt;
  Instant since;
  public Options options;
  public Article article;
  public Script script;
  public Render heygen;
  public Captions submagic;
  public Result result;
  public Failure failure;
  public Attempts attempts;
  Costs costs;
  public Wake wake;
  LaterFields later;

  Draft() {}

  Draft(VideoJob job) {
    id = job.id();
    version = job.version();
    status = job.status();
    step = job.step();
    createdAt = job.createdAt();
    updatedAt = job.updatedAt();
    since = job.since();
    options = job.options();
    article = job.article();
    script = job.script();
    heygen = job.heygen();
    submagic = job.submagic();
    result = job.result();
    failure = job.failure();
    attempts = job.attempts();
    costs = job.costs();
    wake = job.wake();
    later = job.later();
  }

  VideoJob build() {
    return new VideoJob(
        id, version, status, step, createdAt, updatedAt, since, options, article, script, heygen,
        submagic, result, failure, attempts, costs, wake, later);
  }
}
