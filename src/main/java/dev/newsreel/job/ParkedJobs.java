package dev.newsreel.job;

import dev.newsreel.redis.Receipt;
import dev.newsreel.watch.Figures;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.OptimisticLockingAggregationRepository;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The jobs that wait for a provider's answer, as an aggregation repository. The group of a
 * correlation id is the stored job itself: what is parked survives every process, either side may
 * come first, and any node can complete it.
 *
 * <p>To add is to save the edge <i>ordered</i>; to remove is to save the edge <i>answered</i> with
 * the hand-over to the next queue. So there is nothing to recover, and what comes after the
 * aggregate step may be lost.
 */
public final class ParkedJobs extends ServiceSupport
    implements OptimisticLockingAggregationRepository {

  /** Exchange property: what the history says about the part that arrives, an {@link Event}. */
  public static final String EVENT = "event";

  /**
   * Exchange property: whether the provider has told us of its answer, or we have asked for it; not
   * there when neither is known.
   */
  public static final String TOLD = "told";

  /**
   * Exchange property: when the provider says that its work has ended, an {@link
   * java.time.Instant}; not there when it does not say.
   */
  public static final String ENDED = "ended";

  private static final String STORED = "storedJob";

  private final JobStore jobs;
  private final Parking parking;
  private final Figures figures;
  private final WebhookDelays delays;

  /** What is awaited, where unfinished jobs are looked after, and what follows. */
  public interface Parking {
    /** Returns the status in which a job can be joined. */
    Status awaited();

    /** Returns the job with its next look at the provider planned. */
    VideoJob park(VideoJob job);

    /** Returns the status after the answer. */
    Status next();

    /**
     * Returns the job after its answer has come; one that a person has stopped stays where it is.
     */
    default VideoJob complete(VideoJob job) {
      if (job.isStoppedByPerson()) {
        return job;
      }
      return job.failure() == null ? job.advance(next()) : job.stop(Status.FAILED, job.failure());
    }
  }

  /** Makes the repository of one wait; it counts how answers are learnt. */
  public ParkedJobs(JobStore jobs, Parking parking, Figures figures) {
    this.jobs = jobs;
    this.parking = parking;
    this.figures = figures;
    this.delays = new WebhookDelays(figures, parking.awaited().provider());
    count("webhook", 0);
    count("asked", 0);
  }

  private void count(String learnt, int answers) {
    String provider = parking.awaited().provider();
    figures.count("provider.answers", answers, "provider", provider, "learnt", learnt);
  }

  /** Returns the waiting job as an exchange; null when it does not wait (any more). */
  @Override
  public Exchange get(CamelContext context, String key) {
    Optional<VideoJob> job = jobs.find(key).filter(j -> Waiting.in(parking.awaited(), j));
    return job.map(j -> exchange(context, j)).orElse(null);
  }

  private Exchange exchange(CamelContext context, VideoJob job) {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(Waiting.again(parking.awaited(), job));
    exchange.setProperty(STORED, job);
    return exchange;
  }

  /**
   * Saves what has come so far.
   *
   * @throws OptimisticLockingException when the job was changed meanwhile; the caller joins anew
   */
  @Override
  public Exchange add(
      CamelContext context, String key, Exchange oldExchange, Exchange newExchange) {
    VideoJob joined = newExchange.getMessage().getBody(VideoJob.class);
    // A part that adds nothing is no edge: it comes from an attempt that a newer one has replaced.
    if (oldExchange != null && !joined.equals(oldExchange.getProperty(STORED))) {
      save(newExchange, joined.isStoppedByPerson() ? joined : parking.park(joined));
    }
    return oldExchange;
  }

  /** Refuses: without the exchange that was read, nothing can be saved safely. */
  @Override
  public Exchange add(CamelContext context, String key, Exchange exchange) {
    throw new UnsupportedOperationException("The aggregate step must use optimisticLocking");
  }

  /**
   * Saves the complete job and hands it to the next queue.
   *
   * @throws OptimisticLockingException when the job was changed meanwhile; the caller joins anew
   */
  @Override
  public void remove(CamelContext context, String key, Exchange exchange) {
    VideoJob complete = parking.complete(exchange.getMessage().getBody(VideoJob.class));
    // An answer that a stopped job has got before is no edge: it was paid once.
    if (!complete.equals(exchange.getProperty(STORED))) {
      save(exchange, complete);
      Boolean told = exchange.getProperty(TOLD, Boolean.class);
      if (told != null) {
        count(told ? "webhook" : "asked", 1);
        delays.told(exchange);
      }
    }
  }

  private void save(Exchange exchange, VideoJob after) {
    VideoJob before = exchange.getProperty(STORED, VideoJob.class);
    Event event = exchange.getProperty(EVENT, Event.class).toldAt(WebhookDelays.arrival(exchange));
    try {
      jobs.save(new Change(before, after, event, Receipt.of(exchange)));
    } catch (StaleJob e) {
      throw new OptimisticLockingException();
    }
  }

  /** Nothing is kept beyond the job itself. */
  @Override
  public void confirm(CamelContext context, String exchangeId) {}

  /** Returns an empty set: deadlines live in the due set, not in this process. */
  @Override
  public Set<String> getKeys() {
    return Set.of();
  }
}
