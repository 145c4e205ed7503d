package dev.newsreel.limits;

import dev.newsreel.job.Attempts;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Script;
import dev.newsreel.job.StaleJob;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * What a failure means for a job: it comes again later, waits, stops, or goes another way. Every
 * verdict is one saved edge, which settles the queue entry as well.
 */
public final class RetryPolicy {

  private final JobStore jobs;
  private final Settings settings;
  private final Backoff backoff;
  private final Function<VideoJob, Script> fallback;

  /**
   * Makes the policy.
   *
   * @param fallback writes the script of a job for which OpenAI has failed for good
   */
  public RetryPolicy(JobStore jobs, Settings settings, Function<VideoJob, Script> fallback) {
    this.jobs = jobs;
    this.settings = settings;
    this.backoff =
        new Backoff(settings.duration("retry.first"), settings.duration("retry.longest"));
    this.fallback = fallback;
  }

  /**
   * Parks the job with the reason why its step failed, and tells the route to stop.
   *
   * @throws Exception the failure itself, when there is no job to park or Redis is in trouble: the
   *     queue then keeps the message
   */
  public void park(Exchange exchange) throws Exception {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    if (job == null || failure instanceof StaleJob || failure instanceof RedisUnavailable) {
      throw failure;
    }
    CallFailed call = Failures.explain(failure, job);
    VideoJob after = verdict(job, call);
    Event event =
        Event.of(name(after, call))
            .because(call.details().code() + ": " + call.getMessage())
            .with(call.details().provider(), null, call.details().requestId());
    jobs.save(new Change(job, after, event, exchange.getProperty(Receipt.PROPERTY, Receipt.class)));
    exchange.setRouteStop(true);
  }

  private static String name(VideoJob after, CallFailed call) {
    if (after.status().ended()) {
      return after.status().text();
    }
    return call.remedy() == Remedy.WAIT ? "waiting" : "failed attempt";
  }

  private VideoJob verdict(VideoJob job, CallFailed call) {
    String cause = call.details().code() + ": " + call.getMessage();
    boolean lost = call.remedy() != Remedy.WAIT;
    Attempts attempts =
        lost
            ? job.attempts().another(cause, jobs.now())
            : new Attempts(job.attempts().count(), job.attempts().since(), cause);
    boolean last = attempts.count() >= settings.number("retry.attempts");
    if (job.step() == Step.ORDERED) {
      return later(job, attempts, delay(call, attempts));
    }
    if (call.remedy() == Remedy.GIVE_UP || (last && call.outcome() != Outcome.UNKNOWN)) {
      return giveUp(job, call);
    }
    return later(undone(job, call.outcome()), attempts, delay(call, attempts));
  }

  // A lost order of captions is left alone until it is proven whether it exists.
  private Duration delay(CallFailed call, Attempts attempts) {
    boolean lostOrder =
        call.outcome() == Outcome.UNKNOWN && "submagic".equals(call.details().provider());
    if (lostOrder) {
      return settings.duration("submagic.unknown-wait");
    }
    Duration asked = call.details().retryAfter();
    if (asked != null) {
      return asked.plus(Backoff.jitter(Duration.ofSeconds(1)));
    }
    return call.remedy() == Remedy.WAIT
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
      return job.stop(Status.FAILED, failure);
    }
    return settings.text("script.fallback").equals("template")
        ? job.with(d -> d.script = fallback.apply(job)).advance(Status.RENDERING)
        : job.stop(Status.HELD, failure);
  }
}
