package dev.newsreel.limits;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.camel.Exchange;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The renders that HeyGen runs at once for one account, over all nodes
 * (developers.heygen.com/docs/usage-limits, read 2026-11-22). A slot is taken before an order and
 * given back with the answer; it is a lease, so that a node that dies keeps none for long.
 *
 * <p>As the gate of a queue it lets only as many jobs begin as there are free slots: the others
 * wait in the queue, in their order, at no cost.
 */
public final class Slots implements IntUnaryOperator {

  private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
  private static final RedisScript TAKE = RedisScript.of(Slots.class, "take.lua");
  private static final RedisScript OPEN = RedisScript.of(Slots.class, "open.lua");
  private static final RedisScript SLOTS = RedisScript.of(Slots.class, "slots.lua");
  private static final RedisScript LOWER = RedisScript.of(Slots.class, "lower.lua");
  private static final String BUSY = "heygen_busy:";
  private static final Duration LEARNT = Duration.ofMinutes(1);
  private static final Duration SWEEP = Duration.ofSeconds(20);
  private static final Duration AGAIN = Duration.ofSeconds(1);

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

  private List<String> keys() {
    return List.of(slots().getName(), redis.partition(0).key("slots:heygen:learnt"));
  }

  private RScoredSortedSet<String> slots() {
    String key = redis.partition(0).key("slots:heygen");
    return redis.client().getScoredSortedSet(key, StringCodec.INSTANCE);
  }

  private String in(Duration time) {
    return Long.toString(clock.instant().plus(time).toEpochMilli());
  }

  /** Returns how many of {@code wanted} jobs may begin now. */
  @Override
  public int applyAsInt(int wanted) {
    int open = open();
    if (open == 0 && clock.instant().isAfter(swept.plus(SWEEP))) {
      swept = clock.instant();
      sweep();
      open = open();
    }
    return Math.min(wanted, open);
  }

  /** Returns how many slots are free. */
  public int open() {
    return Integer.parseInt(redis.text(OPEN, keys(), in(Duration.ZERO), limit()));
  }

  /** Returns how many slots are in use. */
  public SlotsTaken taken() {
    List<Object> found = redis.list(SLOTS, keys(), in(Duration.ZERO));
    String learnt = (String) found.get(0);
    return new SlotsTaken(
        limits.slots(),
        learnt.isEmpty() ? null : Integer.valueOf(learnt),
        Long.parseLong((String) found.get(1)));
  }

  private String limit() {
    return Integer.toString(limits.slots());
  }

  /**
   * Takes a slot for the job that a message speaks of. Without one the job comes again in a second,
   * and the route is told to stop. A repeat keeps the slot.
   */
  public void take(Exchange exchange) {
    String id = exchange.getMessage().getHeader("messageKey", String.class);
    String taken = redis.text(TAKE, keys(), in(Duration.ZERO), limit(), id, in(limits.order()));
    if (taken.equals("full")) {
      String queue = Status.RENDERING.queue();
      new JobTimers(redis).postpone(queue, List.of(id), clock.instant().plus(AGAIN));
      exchange.setRouteStop(true);
    }
  }

  private void lower() {
    List<String> keys = new ArrayList<>(keys());
    keys.add(redis.partition(0).key("slots:heygen:refusals"));
    String now = redis.text(LOWER, keys, in(Duration.ZERO), limit(), LEARNT.toMillis());
    LOG.debug("HeyGen is busy; we order {} at once", now);
  }

  /**
   * Follows one saved edge: holds the slot of an order, gives back that of an answer. Refusals
   * lower the number of slots for a minute.
   */
  public void saved(VideoJob before, VideoJob after) {
    boolean had = before != null && needsOne(before);
    try {
      if (needsOne(after) && after.step() == Step.ORDERED) {
        long until = clock.instant().plus(limits.render()).toEpochMilli();
        slots().add((double) until, after.id());
      } else if (had && !needsOne(after)) {
        slots().remove(after.id());
        if (String.valueOf(after.attempts().cause()).startsWith(BUSY)) {
          lower();
        }
      }
    } catch (RedisException | RedisUnavailable e) {
      LOG.debug("The slot of {} is left to its lease", after.id(), e);
    }
  }

  private static boolean needsOne(VideoJob job) {
    return job.status() == Status.RENDERING
        && (job.step() == Step.CLAIMED || job.step() == Step.ORDERED);
  }

  // A node may die between an answer and the giving back of its slot.
  private void sweep() {
    if (jobs == null) {
      return;
    }
    List<String> idle = new ArrayList<>(slots().readAll());
    jobs.findAll(idle).stream().filter(Slots::needsOne).map(VideoJob::id).forEach(idle::remove);
    // A slot is taken just before its job is claimed: what may be in between is left alone.
    double fresh = (double) clock.instant().plus(limits.order()).toEpochMilli();
    idle.removeIf(id -> lease(id) <= fresh);
    idle.forEach(id -> slots().remove(id));
  }

  private double lease(String id) {
    Double until = slots().getScore(id);
    return until == null ? 0 : until;
  }
}
