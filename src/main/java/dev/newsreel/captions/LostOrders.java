package dev.newsreel.captions;

import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;

/** Decides what becomes of an order whose answer never came. */
final class LostOrders {

  // Captions take minutes. A webhook that comes later still finds a held job.
  private static final int DARK = 6;

  private final JobStore jobs;
  private final Settings settings;

  LostOrders(JobStore jobs, Settings settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  /**
   * Returns whether the last attempt is proven to have bought nothing, if its link is revoked with
   * the next edge. Otherwise the job has been told to wait, or to wait for a person.
   */
  boolean mayOrderAgain(VideoJob job, Exchange exchange) {
    CaptionOrder last = job.submagic() == null ? null : job.submagic().lastOrder();
    if (last == null) {
      return true;
    }
    boolean relay = settings.text("submagic.source").equals("relay");
    Instant provenAt = lastSign(last).plus(settings.duration("submagic.unknown-wait"));
    // Who never got the film's last byte has nothing to make a project of.
    boolean delivered = !relay || last.deliveredAt() != null;
    if (!delivered && !jobs.now().isBefore(provenAt)) {
      return true;
    }
    Instant givenUpAt = givenUpAt(last);
    Receipt receipt = Receipt.of(exchange);
    if (delivered && !jobs.now().isBefore(givenUpAt)) {
      jobs.save(new Change(job, job.stop(Status.HELD, dark()), Event.of("held"), receipt));
      return false;
    }
    VideoJob later =
        job.with(
            d -> d.wake = new Wake(Status.CAPTIONING.queue(), delivered ? givenUpAt : provenAt));
    jobs.save(new Change(job, later, Event.of("waiting for a lost order"), receipt));
    return false;
  }

  private Instant givenUpAt(CaptionOrder order) {
    Instant dark =
        lastSign(order).plus(settings.duration("submagic.unknown-wait").multipliedBy(DARK));
    Instant deadline = order.claimedAt().plus(settings.duration("reconcile.deadline"));
    return dark.isBefore(deadline) ? dark : deadline;
  }

  private static Instant lastSign(CaptionOrder order) {
    Instant fetched = order.fetchedAt();
    return fetched == null || fetched.isBefore(order.claimedAt()) ? order.claimedAt() : fetched;
  }

  private Failure dark() {
    return new Failure(
        "order_unknown",
        "Submagic read the video to its end, but neither its answer nor its webhook arrived",
        Status.CAPTIONING,
        "submagic",
        null,
        "Find the job's id at Submagic and attach the project, or order again",
        jobs.now());
  }

  /** Returns the attempts so far with their links revoked. */
  List<CaptionOrder> revoked(VideoJob job) {
    return job.submagic() == null
        ? List.of()
        : job.submagic().orders().stream().map(CaptionOrder::revoke).toList();
  }
}
