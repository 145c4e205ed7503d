package dev.newsreel.limits;

import dev.newsreel.job.Attempts;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Deadlines;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.Script;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.util.function.Function;

/**
 * Decides what a failed step means: again later, taken back, given up, held for a person, or
 * another way.
 */
final class Verdicts {

  private final JobStore jobs;
  private final Settings settings;
  private final Backoff backoff;
  private final Function<VideoJob, Script> fallback;

  /**
   * Makes the judge; {@code fallback} writes the script when OpenAI has failed for good, or null.
   */
  Verdicts(JobStore jobs, Settings settings, Function<VideoJob, Script> fallback) {
    this.jobs = jobs;
    this.settings = settings;
    this.backoff =
        new Backoff(settings.duration("retry.first"), settings.duration("retry.longest"));
    this.fallback = fallback;
  }

  /** Returns the job as it shall be after this failure of its step. */
  VideoJob of(VideoJob job, CallFailed call) {
    String cause = call.details().code() + ": " + call.getMessage();
    boolean lost = !call.waits();
    Attempts attempts =
        lost
            ? job.attempts().another(cause, jobs.now())
            : new Attempts(job.attempts().count(), job.attempts().since(), cause);
    boolean last = lost && isLast(job, call, attempts);
    if (job.step() == Step.ORDERED) {
      // Its time is over only when the provider says so, not when it could not be asked.
      boolean silent = call.details().code().endsWith("_unknown") || last;
      return silent && Deadlines.passed(job, jobs.now(), settings.duration("reconcile.deadline"))
          ? job.stop(Status.FAILED, Deadlines.silent(job, jobs.now()))
          : later(job, attempts, delay(job, call, attempts));
    }
    if (call.remedy() == Remedy.GIVE_UP || (last && job.status() != Status.CAPTIONING)) {
      return giveUp(job, call);
    }
    return later(undone(job, call.outcome()), attempts, delay(job, call, attempts));
  }

  // A job is not to blame for its provider's trouble: that is borne for a time, not for a number.
  private boolean isLast(VideoJob job, CallFailed call, Attempts attempts) {
    String stage = job.status().queue();
    if (attempts.count() < settings.number(stage + ".attempts")) {
      return false;
    }
    boolean theirs =
        (call.details().provider() != null || Failures.isOnTheWire(call))
            && (call.outcome() != Outcome.ANSWERED || call instanceof ProviderDown);
    Duration patience = settings.duration(stage + ".patience");
    return !theirs || !jobs.now().isBefore(attempts.since().plus(patience));
  }

  // A lost order of captions is left alone until it is proven whether it exists.
  private Duration delay(VideoJob job, CallFailed call, Attempts attempts) {
    boolean lostOrder = job.status() == Status.CAPTIONING && job.step() == Step.CLAIMED;
    if (lostOrder && call.outcome() == Outcome.UNKNOWN) {
      return settings.duration("submagic.unknown-wait");
    }
    Duration asked = call.details().retryAfter();
    if (asked != null) {
      return asked.plus(Backoff.jitter(Duration.ofSeconds(1)));
    }
    return call.waits()
        ? Backoff.jitter(settings.duration("retry.wait"))
        : backoff.after(attempts.count());
  }

  private VideoJob later(VideoJob job, Attempts attempts, Duration delay) {
    String queue = job.wake().queue();
    return job.with(
        d -> {
          d.attempts = attempts;
          d.wake = new Wake(queue, jobs.now().plus(delay));
        });
  }

  /** Returns the job as it was before its claim, when nothing can have been bought. */
  private static VideoJob undone(VideoJob job, Outcome outcome) {
    if (outcome == Outcome.UNKNOWN || job.step() != Step.CLAIMED) {
      return job;
    }
    return job.with(
        d -> {
          d.step = Step.READY;
          if (job.status() == Status.CAPTIONING) {
            Captions c = job.submagic();
            d.submagic = c.withOrders(c.orders().subList(0, c.orders().size() - 1));
          }
        });
  }

  private VideoJob giveUp(VideoJob job, CallFailed call) {
    Failure failure =
        new Failure(
            call.details().code(),
            call.getMessage(),
            job.status(),
            call.details().provider(),
            call.details().providerCode(),
            call.details().next(),
            jobs.now());
    if (job.status() != Status.SCRIPTING) {
      // What may exist is held for a person: to fail would mean that nothing was bought.
      boolean unknown = call.outcome() == Outcome.UNKNOWN && job.step() == Step.CLAIMED;
      return job.stop(unknown ? Status.HELD : Status.FAILED, failure);
    }
    boolean banned = call.details().code().equals("script_banned");
    boolean template = settings.text("script.fallback").equals("template") && !banned;
    Script spoken = template ? fallback.apply(job) : null;
    return spoken == null
        ? job.stop(Status.HELD, failure)
        : job.with(d -> d.script = spoken).advance(Status.RENDERING);
  }
}
