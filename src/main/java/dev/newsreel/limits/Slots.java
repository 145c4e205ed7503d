package dev.newsreel.limits;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The renders that HeyGen runs at once for one account, over all nodes
 * (developers.heygen.com/docs/usage-limits, read 2026-11-22). A slot is taken before an order and
 * given back with the answer; it is a lease, so that a node that dies keeps none for long.
 */
public final class Slots {

  private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
  private static final Duration SWEEP = Duration.ofSeconds(20);

  private final Redis redis;
  private final Clock clock;
  private final Limits limits;
  private volatile Instant swept = Instant.EPOCH;
  private volatile JobStore jobs;

  /**
   * How many there are, and for how long one is held.
   *
   * @param slots how many renders may run at once
   * @param order until the order is confirmed: longer than the call can take
   * @param render until the answer: longer than a provider may take
   */
  public record Limits(int slots, Duration order, Duration render) {}

  Slots(Redis redis, Clock clock, Limits limits) {
    this.redis = redis;
    this.clock = clock;
    this.limits = limits;
  }

  /** Returns the slots that the settings speak of. */
  public static Slots of(Redis redis, Settings settings) {
    Duration call = settings.duration("heygen.timeout").plus(settings.duration("connect.timeout"));
    Duration render = settings.duration("reconcile.deadline").plus(call);
    Limits limits = new Limits(settings.number("heygen.slots"), call.multipliedBy(2), render);
    return new Slots(redis, Clock.systemUTC(), limits);
  }

  /** Says where jobs are looked up, to find slots whose job needs none any more. */
  public void sweepWith(JobStore store) {
    this.jobs = store;
  }

  /** Returns where they lie in Redis. */
  String key() {
    return redis.partition(0).key("slots:heygen");
  }

  /** Returns how many there are, by the settings. */
  int size() {
    return limits.slots();
  }

  /** Returns how long a slot is held for an order that is not confirmed yet. */
  Duration orderLease() {
    return limits.order();
  }

  private RScoredSortedSet<String> slots() {
    return redis.client().getScoredSortedSet(key(), StringCodec.INSTANCE);
  }

  /** Follows one saved edge: holds the slot of an order, gives back that of an answer. */
  public void saved(VideoJob before, VideoJob after) {
    boolean had = before != null && needsOne(before);
    try {
      if (needsOne(after) && after.step() == Step.ORDERED) {
        long until = clock.instant().plus(limits.render()).toEpochMilli();
        slots().add((double) until, after.id());
      } else if (had && !needsOne(after)) {
        slots().remove(after.id());
      }
    } catch (RedisException | RedisUnavailable e) {
      LOG.debug("The slot of {} is left to its lease", after.id(), e);
    }
  }

  private static boolean needsOne(VideoJob job) {
    return job.status() == Status.RENDERING
        && (job.step() == Step.CLAIMED || job.step() == Step.ORDERED);
  }

  /**
   * Frees slots whose job needs none any more: a node may die between an answer and the giving back
   * of its slot.
   *
   * @return whether it was done now; it is done only from time to time
   */
  boolean sweep() {
    if (jobs == null || clock.instant().isBefore(swept.plus(SWEEP))) {
      return false;
    }
    swept = clock.instant();
    List<String> idle = new ArrayList<>(slots().readAll());
    jobs.findAll(idle).stream().filter(Slots::needsOne).map(VideoJob::id).forEach(idle::remove);
    // A slot is taken just before its job is claimed: what may be in between is left alone.
    double fresh = (double) clock.instant().plus(limits.order()).toEpochMilli();
    idle.removeIf(id -> lease(id) <= fresh);
    idle.forEach(id -> slots().remove(id));
    return true;
  }

  private double lease(String id) {
    Double until = slots().getScore(id);
    return until == null ? 0 : until;
  }
}
