package dev.newsreel.limits;

import dev.newsreel.job.Attempts;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Change;
import dev.newsreel.job.Deadlines;
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
import org.redisson.client.RedisException;

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
   * Returns whether a failure has a job that can be parked. It has none when Redis is in trouble,
   * when another node has changed the job, when the job has ended, and when the message only asked
   * about an order that is on its way: the queue then keeps the message.
   */
  public boolean parks(Exchange exchange) {
    Exception failure = failure(exchange);
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    boolean store = failure instanceof RedisUnavailable || failure instanceof RedisException;
    boolean unsafe = store || failure instanceof StaleJob;
    return job != null && !unsafe && !job.status().ended() && !isQuestion(job, receipt(exchange));
  }

  /** Returns whether an attempt at the present step was lost before. */
  public boolean hasFailedBefore(VideoJob job) {
    return job.attempts().count() > 0;
  }

  private static Exception failure(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    return exchange.getException() == null ? caught : exchange.getException();
  }

  private static Receipt receipt(Exchange exchange) {
    return exchange.getProperty(Receipt.PROPERTY, Receipt.class);
  }

  /**
   * Parks the job with the reason why its step failed, and tells the route to stop.
   *
   * @throws StaleJob when another node has changed the job meanwhile
   */
  public void park(Exchange exchange) {
    Exception failure = failure(exchange);
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    Receipt receipt = receipt(exchange);
    CallFailed call = Failures.explain(failure, job);
    VideoJob after = verdict(job, call);
    Event event =
        Event.of(name(after, call))
            .because(call.details().code() + ": " + call.getMessage())
            .with(call.details().provider(), null, call.details().requestId());
    jobs.save(new Change(job, after, event, receipt));
    exchange.setRouteStop(true);
  }

  // While an order is on its way, a failed question about it must not take the order back.
  private static boolean isQuestion(VideoJob job, Receipt receipt) {
    return job.step() == Step.CLAIMED
        && receipt != null
        && !receipt.stream().endsWith(":" + job.status().queue());
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
      return Deadlines.passed(job, jobs.now(), settings.duration("reconcile.deadline"))
          ? job.stop(Status.FAILED, Deadlines.silent(job, jobs.now()))
          : later(job, attempts, delay(call, attempts));
    }
    if (call.remedy() == Remedy.GIVE_UP || (last && job.status() != Status.CAPTIONING)) {
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
      // What may exist is held for a person: to fail would mean that nothing was bought.
      boolean unknown = call.outcome() == Outcome.UNKNOWN && job.step() == Step.CLAIMED;
      return job.stop(unknown ? Status.HELD : Status.FAILED, failure);
    }
    return settings.text("script.fallback").equals("template")
        ? job.with(d -> d.script = fallback.apply(job)).advance(Status.RENDERING)
        : job.stop(Status.HELD, failure);
  }
}
