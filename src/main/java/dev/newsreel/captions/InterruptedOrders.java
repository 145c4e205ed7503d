package dev.newsreel.captions;

import dev.newsreel.job.Answer;
import dev.newsreel.job.Attempts;
import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * Projects that failed because we did not deliver their film: a relay that was killed, or had no
 * link. Such a project made nothing, so the order is made again by itself.
 */
final class InterruptedOrders {

  private static final int MOST_ORDERS = 8;
  private static final int PART_OF_PATIENCE = 12;
  private static final int TIMES_LONGEST = 12;
  private static final Pattern UNREADABLE =
      Pattern.compile("fetch|download|videoUrl|source", Pattern.CASE_INSENSITIVE);

  private final JobStore jobs;
  private final Settings settings;

  InterruptedOrders(JobStore jobs, Settings settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  /**
   * Returns whether the failed project needs no more thought: it is not the one that the job waits
   * for, or the job has been told to order again. The route is then told to stop.
   */
  boolean orderedAgain(VideoJob job, Answer answer, Exchange exchange) {
    Captions c = job.submagic();
    CaptionOrder newest = c == null ? null : c.lastOrder();
    boolean awaited =
        job.step() == Step.CLAIMED
            || (job.step() == Step.ORDERED && answer.text("/id").equals(c.projectId()));
    if (!awaited) {
      exchange.setRouteStop(true);
      return true;
    }
    boolean ours =
        settings.text("submagic.source").equals("relay")
            && newest != null
            && (newest.deliveredAt() == null || unreadable(answer));
    if (!ours || job.status() != Status.CAPTIONING || isLast(job, newest)) {
      return false;
    }
    Event event =
        Event.of("failed attempt")
            .because("Submagic could not read our link to the end")
            .with("submagic", answer.text("/id"), null);
    Receipt receipt = Receipt.of(exchange);
    jobs.save(new Change(job, orderable(job), event, receipt));
    exchange.setRouteStop(true);
    return true;
  }

  // Our own nodes may be away, or HeyGen's films: that is borne for a time, not for a number.
  private boolean isLast(VideoJob job, CaptionOrder newest) {
    Instant since = job.attempts().since();
    Duration patience = settings.duration("captions.patience").dividedBy(PART_OF_PATIENCE);
    return newest.number() >= MOST_ORDERS
        && since != null
        && !jobs.now().isBefore(since.plus(patience));
  }

  // The last byte was let go, but it did not arrive: a node died with it, or the network did.
  private static boolean unreadable(Answer answer) {
    String reason = answer.text("/failureReason");
    return reason != null && UNREADABLE.matcher(reason).find();
  }

  private VideoJob orderable(VideoJob job) {
    Attempts attempts =
        job.attempts().another("source_interrupted: our link broke off", jobs.now());
    Instant at = jobs.now().plus(delay(job.submagic().lastOrder().number()));
    return job.with(
        d -> {
          d.step = Step.READY;
          d.attempts = attempts;
          d.submagic = new Captions(job.submagic().orders(), null, null, null, null, null, null);
          d.wake = new Wake(Status.CAPTIONING.queue(), at);
        });
  }

  private Duration delay(int orders) {
    Duration longest = settings.duration("retry.longest").multipliedBy(TIMES_LONGEST);
    // Orders are bounded by time, not by number: the shift must be.
    int doublings = 2 * Math.min(orders - 1, MOST_ORDERS);
    Duration grown = settings.duration("retry.first").multipliedBy(1L << doublings);
    return grown.compareTo(longest) > 0 ? longest : grown;
  }
}
