package dev.newsreel.job;

import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * What every edge gets as it is saved: version, time and node. What others have said about it, such
 * as a provider that repeats our key, is stored without secrets.
 */
record Stamp(String node, Clock clock, UnaryOperator<String> hidden) {

  /** Returns the job as it is stored. */
  VideoJob job(Change change) {
    VideoJob before = change.before();
    Instant now = clock.instant();
    return change
        .after()
        .with(
            d -> {
              d.version = before == null ? 1 : before.version() + 1;
              d.updatedAt = now;
              d.since = change.beginsStage() ? now : before.since();
              d.costs = change.costs();
              d.failure = told(d.failure);
              d.attempts = told(d.attempts);
            });
  }

  private Failure told(Failure f) {
    return f == null
        ? null
        : new Failure(
            f.code(),
            hidden.apply(f.message()),
            f.step(),
            f.provider(),
            hidden.apply(f.providerCode()),
            f.next(),
            f.at());
  }

  private Attempts told(Attempts a) {
    return a == null || a.cause() == null
        ? a
        : new Attempts(a.count(), a.since(), hidden.apply(a.cause()));
  }

  /** Returns the line of the history, for a job as it is stored. */
  Event event(Event event, VideoJob job) {
    return event.because(hidden.apply(event.cause())).stamped(job.updatedAt(), node, job);
  }
}
