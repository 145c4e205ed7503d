package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.TestSettings;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;

/** Steps of jobs that fail, as the route {@code park-job} sees them. */
final class FailedSteps {

  private final JobStore jobs;
  private final RetryPolicy policy;

  /** What became of it: the stored job, and the message's receipt. */
  record Outcomes(VideoJob job, Exchange exchange) {
    Receipt receipt() {
      return Receipt.of(exchange);
    }
  }

  FailedSteps(JobStore jobs, String... settings) {
    this.jobs = jobs;
    this.policy = new RetryPolicy(jobs, TestSettings.with(settings), j -> SampleJobs.SCRIPT);
  }

  /** Lets the turn of a job fail. */
  Outcomes fail(VideoJob job, Exception failure) throws Exception {
    return fail(job, job.wake().queue(), failure);
  }

  /** Lets a message from a queue fail. */
  Outcomes fail(VideoJob job, String queue, Exception failure) throws Exception {
    Exchange exchange = TestExchanges.taken(job);
    TestExchanges.receipt(exchange, queue);
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
    assertThat(policy.parks(exchange)).isTrue();
    policy.park(exchange);
    return new Outcomes(jobs.find(job.id()).orElseThrow(), exchange);
  }

  /** Returns whether the failure of a message from a queue is left to that queue. */
  boolean isLeftToTheQueue(VideoJob job, String queue, Exception failure) {
    Exchange exchange = TestExchanges.message("k");
    exchange.setProperty(JobSteps.JOB, job);
    TestExchanges.receipt(exchange, queue);
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
    return !policy.parks(exchange);
  }

  static CallFailed call(Outcome outcome, Remedy remedy) {
    return call(outcome, remedy, "heygen", null);
  }

  static CallFailed call(Outcome outcome, Remedy remedy, String provider, Duration retryAfter) {
    Details details = new Details(provider, "code", "theirs", "req-1", retryAfter, "Do that");
    return new CallFailed(outcome, remedy, "It failed", details);
  }

  /** Returns a job whose second order of captions is on its way. */
  VideoJob captionsClaimed() {
    VideoJob job = SampleJobs.captioning(jobs);
    List<CaptionOrder> orders =
        List.of(
            new CaptionOrder(1, "aa", "bb", jobs.now(), null, null, true),
            new CaptionOrder(2, "cc", "dd", jobs.now(), null, null, false));
    return SampleJobs.edge(
        jobs,
        job,
        d -> {
          d.step = Step.CLAIMED;
          d.submagic = new Captions(orders, null, null, null, null, null, null);
        });
  }
}
