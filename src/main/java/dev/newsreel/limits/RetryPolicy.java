package dev.newsreel.limits;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Script;
import dev.newsreel.job.StaleJob;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import java.util.Objects;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a failure means for a job: it comes again later, waits, stops, or goes another way. Every
 * verdict is one saved edge, which settles the queue entry as well.
 */
public final class RetryPolicy {

  private static final Logger LOG = LoggerFactory.getLogger(RetryPolicy.class);

  private final JobStore jobs;
  private final Verdicts verdicts;

  /**
   * Makes the policy.
   *
   * @param fallback writes the script of a job for which OpenAI has failed for good
   */
  public RetryPolicy(JobStore jobs, Settings settings, Function<VideoJob, Script> fallback) {
    this.jobs = jobs;
    this.verdicts = new Verdicts(jobs, settings, fallback);
  }

  /**
   * Returns whether a failure has a job that can be parked. It has none when Redis is in trouble,
   * when another node has changed the job, when the job has ended, and when the message only asked
   * about an order that is on its way: the queue then keeps the message.
   */
  public boolean parks(Exchange exchange) {
    Exception failure = failure(exchange);
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    boolean store = failure instanceof RedisException;
    boolean unsafe = store || failure instanceof StaleJob;
    return job != null
        && !unsafe
        && !job.status().ended()
        && !isQuestion(job, Receipt.of(exchange));
  }

  /** Returns whether an attempt at the present step was lost before. */
  public boolean hasFailedBefore(VideoJob job) {
    return job.attempts().count() > 0;
  }

  private static Exception failure(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    return exchange.getException() == null ? caught : exchange.getException();
  }

  /**
   * Parks the job with the reason why its step failed, and tells the route to stop. When the job
   * has gone on meanwhile without this attempt, nothing is parked.
   */
  public void park(Exchange exchange) {
    exchange.setRouteStop(true);
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    while (job != null) {
      try {
        park(job, exchange);
        return;
      } catch (StaleJob e) {
        LOG.debug("Another edge of {} came first", job.id(), e);
        job = sameAttempt(job);
      }
    }
  }

  // A receipt that was saved meanwhile changes the job, but not what this attempt was.
  private VideoJob sameAttempt(VideoJob job) {
    return jobs.find(job.id())
        .filter(now -> now.status() == job.status() && now.step() == job.step())
        .filter(now -> Objects.equals(now.heygen(), job.heygen()))
        .filter(now -> Objects.equals(newestOrder(now), newestOrder(job)))
        .orElse(null);
  }

  private static Integer newestOrder(VideoJob job) {
    return job.submagic() == null || job.submagic().lastOrder() == null
        ? null
        : job.submagic().lastOrder().number();
  }

  private void park(VideoJob job, Exchange exchange) {
    CallFailed call = Failures.explain(failure(exchange), job);
    VideoJob after = verdicts.of(job, call);
    Event event =
        Event.of(name(after, call))
            .because(call.details().code() + ": " + call.getMessage())
            .with(call.details().provider(), null, call.details().requestId())
            .costing(call.usd());
    jobs.save(new Change(job, after, event, Receipt.of(exchange)));
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
    return call.waits() ? "waiting" : "failed attempt";
  }
}
