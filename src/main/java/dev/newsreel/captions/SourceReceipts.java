package dev.newsreel.captions;

import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Change;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.StaleJob;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.RedisUnavailable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened on the source link of an order: it was asked for, its film was delivered. Both are
 * edges of the job, so a link is revoked either before such an edge or after it, never beside it.
 */
final class SourceReceipts {

  private static final Logger LOG = LoggerFactory.getLogger(SourceReceipts.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
  private static final int TRIES = 20;
  // A job that is held may be taken up again: then it counts what happened meanwhile.
  private static final Set<Status> MATTERS =
      EnumSet.of(Status.CAPTIONING, Status.HELD, Status.FAILED);

  private final JobStore jobs;

  SourceReceipts(JobStore jobs) {
    this.jobs = jobs;
  }

  /** Returns the order that a token belongs to; empty when it is none of the job's. */
  static Optional<CaptionOrder> order(VideoJob job, Token token) {
    return job.submagic() == null
        ? Optional.empty()
        : job.submagic().orders().stream()
            .filter(o -> o.number() == token.order() && token.matches(o.relayHash()))
            .findFirst();
  }

  /**
   * Saves that the link was asked for, the first time that it is. A repeat is harmless.
   *
   * @return the job; empty when the token is unknown. The order may be revoked.
   * @throws RedisUnavailable after 20 seconds
   */
  Optional<VideoJob> fetched(Token token) {
    return patiently(
        token, o -> o.fetchedAt() != null, o -> o.fetched(jobs.now()), "source fetched");
  }

  /**
   * Saves that the film's last byte is about to go, the first time that it is. A repeat is
   * harmless.
   *
   * @return whether it may go: the order is not revoked
   * @throws RedisUnavailable after 20 seconds
   */
  boolean delivered(Token token) {
    return patiently(
            token, o -> o.deliveredAt() != null, o -> o.delivered(jobs.now()), "source delivered")
        .flatMap(job -> order(job, token))
        .filter(o -> !o.revoked())
        .isPresent();
  }

  // Who asks for a film may never ask again: a Redis that is away for a moment is waited for.
  private Optional<VideoJob> patiently(
      Token token,
      Predicate<CaptionOrder> known,
      UnaryOperator<CaptionOrder> change,
      String event) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return save(token, known, change, event);
      } catch (RedisUnavailable e) {
        if (System.nanoTime() - limit >= 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private Optional<VideoJob> save(
      Token token,
      Predicate<CaptionOrder> known,
      UnaryOperator<CaptionOrder> change,
      String event) {
    for (int i = 0; i < TRIES; i++) {
      Optional<VideoJob> found = jobs.find(token.jobId());
      CaptionOrder order = found.flatMap(job -> order(job, token)).orElse(null);
      if (order == null) {
        return Optional.empty();
      }
      VideoJob job = found.get();
      if (order.revoked() || known.test(order) || !MATTERS.contains(job.status())) {
        return found;
      }
      try {
        return Optional.of(
            jobs.save(Change.keeping(job, with(job, order, change.apply(order)), event)));
      } catch (StaleJob e) {
        LOG.debug("Another edge of {} came first, perhaps the revocation", job.id(), e);
      }
    }
    throw new RedisUnavailable("The receipt of " + token.jobId() + " could not be saved", null);
  }

  private static VideoJob with(VideoJob job, CaptionOrder before, CaptionOrder after) {
    Captions c = job.submagic();
    List<CaptionOrder> orders = c.orders().stream().map(o -> o.equals(before) ? after : o).toList();
    return job.with(d -> d.submagic = c.withOrders(orders));
  }
}
