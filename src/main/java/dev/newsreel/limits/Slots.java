package dev.newsreel.limits;

import dev.newsreel.job.FoundJobs;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.ScoredEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many orders of one kind may be on their way at once, over all nodes. A slot is taken before
 * an order and given back with the answer; it is a lease, so that a node that dies keeps none for
 * long.
 */
public final class Slots {

  private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
  private static final Duration SWEEP = Duration.ofSeconds(20);

  private final Redis redis;
  private final Clock clock;
  private final Kind kind;
  private final Limits limits;
  private volatile Instant swept = Instant.EPOCH;
  private volatile JobStore jobs;

  /**
   * What is limited.
   *
   * @param name of the slots in Redis
   * @param holder whether a job needs one
   * @param learnt whether a refusal (429) may mean that there are fewer
   */
  record Kind(String name, Predicate<VideoJob> holder, boolean learnt) {

    /**
     * Renders that HeyGen runs for one account (developers.heygen.com/docs/usage-limits, read
     * 2026-11-22).
     */
    static final Kind RENDERS = new Kind("heygen", Kind::renders, true);

    /** Films that Submagic has not fetched from us yet: each is a transfer that can break. */
    static final Kind FILMS = new Kind("films", Kind::films, false);

    private static boolean renders(VideoJob job) {
      return job.status() == Status.RENDERING && isOnItsWay(job);
    }

    private static boolean films(VideoJob job) {
      return job.status() == Status.CAPTIONING
          && isOnItsWay(job)
          && job.submagic().lastOrder().deliveredAt() == null;
    }

    private static boolean isOnItsWay(VideoJob job) {
      return job.step() == Step.CLAIMED || job.step() == Step.ORDERED;
    }
  }

  /**
   * How many there are, and for how long one is held.
   *
   * @param slots how many orders may be on their way at once
   * @param order until the order is confirmed: longer than the call can take
   * @param render until the answer: longer than a provider may take
   */
  public record Limits(int slots, Duration order, Duration render) {}

  Slots(Redis redis, Clock clock, Kind kind, Limits limits) {
    this.kind = kind;
    this.redis = redis;
    this.clock = clock;
    this.limits = limits;
  }

  /** Returns the renders that HeyGen may run for us. */
  public static Slots renders(Redis redis, Settings settings) {
    return of(redis, settings, Kind.RENDERS, "heygen");
  }

  /** Returns the films that Submagic may have to fetch from us. */
  public static Slots films(Redis redis, Settings settings) {
    return of(redis, settings, Kind.FILMS, "submagic");
  }

  private static Slots of(Redis redis, Settings settings, Kind kind, String provider) {
    Duration call =
        settings.duration(provider + ".timeout").plus(settings.duration("connect.timeout"));
    Duration answer = settings.duration("reconcile.deadline").plus(call);
    int slots = settings.number(provider + ".slots");
    return new Slots(
        redis, Clock.systemUTC(), kind, new Limits(slots, call.multipliedBy(2), answer));
  }

  /** Says where jobs are looked up, to find slots whose job needs none any more. */
  public void sweepWith(JobStore store) {
    this.jobs = store;
  }

  /** Returns where they lie in Redis. */
  String key() {
    return redis.partition(0).key("slots:" + kind.name());
  }

  /** Returns how many there are, by the settings. */
  int size() {
    return limits.slots();
  }

  /** Returns whether a refusal may mean that there are fewer. */
  boolean areLearnt() {
    return kind.learnt();
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
    } catch (RedisException e) {
      LOG.debug("The slot of {} is left to its lease", after.id(), e);
    }
  }

  private boolean needsOne(VideoJob job) {
    return kind.holder().test(job);
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
    Set<String> idle = ordered();
    FoundJobs found = jobs.look(idle);
    found.jobs().stream().filter(this::needsOne).map(VideoJob::id).forEach(idle::remove);
    found.newer().forEach(idle::remove);
    idle.forEach(id -> slots().remove(id));
    return true;
  }

  // A slot is taken just before its job is claimed: what may be in between is left alone. It is
  // told apart before jobs are looked at, as one may be ordered while they are.
  private Set<String> ordered() {
    Collection<ScoredEntry<String>> all = slots().entryRange(0, -1);
    double fresh = (double) clock.instant().plus(limits.order()).toEpochMilli();
    return all.stream()
        .filter(slot -> slot.getScore() > fresh)
        .map(ScoredEntry::getValue)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
