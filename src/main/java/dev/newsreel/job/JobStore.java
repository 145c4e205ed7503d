package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * All jobs, in Redis. One edge is one script: job, history, indexes, wake-up and queue entry change
 * together or not at all.
 */
public final class JobStore {

  private static final RedisScript EDGE =
      RedisScript.of(JobStore.class, "edge.lua").with(RedisScript.LINE);
  private static final RedisScript LOAD = RedisScript.of(JobStore.class, "load.lua");
  private static final RedisScript NOTIFY = RedisScript.of(JobStore.class, "notify.lua");
  private static final Duration EVENT_MEMORY = Duration.ofDays(2);
  private final Redis redis;
  private Stamp stamp;
  private final Duration retention;
  private final BiConsumer<VideoJob, VideoJob> saved;

  /**
   * Makes a store.
   *
   * @param node names this node in history lines
   * @param retention how long ended jobs are kept
   * @param saved told of every saved edge, with the job before (null: none) and after it
   */
  public JobStore(
      Redis redis,
      String node,
      Clock clock,
      Duration retention,
      BiConsumer<VideoJob, VideoJob> saved) {
    this.saved = saved;
    this.redis = redis;
    this.retention = retention;
    this.stamp = new Stamp(node, clock, text -> text);
  }

  /** Stores from now on what others have said only as {@code hidden} makes it: without secrets. */
  public void hide(UnaryOperator<String> hidden) {
    stamp = new Stamp(stamp.node(), stamp.clock(), hidden);
  }

  /** Returns the present time, by the clock that every edge is stamped with. */
  public Instant now() {
    return stamp.clock().instant();
  }

  /** Returns how long ended jobs are kept. */
  Duration retention() {
    return retention;
  }

  /** Returns a new id in the partition that {@code spread} falls into; equal texts, equal ones. */
  public String newId(String spread) {
    return JobIds.next(
        Math.floorMod(spread.hashCode(), redis.partitions()), stamp.clock().millis());
  }

  /**
   * Saves an edge.
   *
   * @return the job as it is now stored
   * @throws StaleJob when another edge came first; nothing is changed then
   * @throws IllegalStateException when the table of moves does not hold this edge
   * @throws dev.newsreel.redis.RedisUnavailable when it is not known whether it was saved
   */
  public VideoJob save(Change change) {
    Outcome outcome = commit(change, Claims.NONE);
    if (outcome.answer().equals("stale")) {
      throw new StaleJob(change.after().id());
    }
    return outcome.job();
  }

  /** Accepts a new job, unless a guard is taken; see {@link #accept(VideoJob, Claims)}. */
  public Optional<String> accept(VideoJob job, Map<String, Duration> guards) {
    return accept(job, new Claims(guards, null));
  }

  /**
   * Accepts a new job, unless one of its guards is taken.
   *
   * @return the id that holds the guard already; empty when the job was accepted
   * @throws QuotaFull when no guard is taken but the quota is used up; nothing is changed then
   */
  public Optional<String> accept(VideoJob job, Claims claims) {
    return claims.holder(commit(Change.accept(job), claims).answer());
  }

  private record Outcome(String answer, VideoJob job) {}

  private Outcome commit(Change change, Claims claims) {
    Moves.check(change.before(), change.after());
    VideoJob job = stamp.job(change);
    Partition partition = partition(job.id());
    List<String> keys = claims.keys(partition, job.id());
    Effects effects = new Effects(partition, keys, retention);
    effects.edge(change.before(), job);
    effects.books(change.event(), change.before(), job);
    effects.settle(change.receipt());
    String answer = redis.text(EDGE, keys, arguments(change, job, claims, effects).toArray());
    if (answer.equals("ok")) {
      if (change.receipt() != null) {
        change.receipt().settle();
      }
      saved.accept(change.before(), job);
    }
    return new Outcome(answer, job);
  }

  private List<Object> arguments(Change change, VideoJob job, Claims claims, Effects effects) {
    List<Object> args = new ArrayList<>();
    args.add(Long.toString(job.version() - 1));
    args.add(job.id() + "#" + UUID.randomUUID());
    args.add(StoredJob.write(job));
    args.add(change.before() == null ? job.article().text() : "");
    args.add(Json.write(stamp.event(change.event(), job)));
    args.addAll(claims.args());
    args.addAll(effects.args());
    return args;
  }

  private Partition partition(String id) {
    return redis.partition(JobIds.partition(id));
  }

  /**
   * Returns the job, or nothing when the id is unknown.
   *
   * @throws NewerJob when this release cannot know what is stored
   */
  public Optional<VideoJob> find(String id) {
    if (!JobIds.isId(id) || JobIds.partition(id) >= redis.partitions()) {
      return Optional.empty();
    }
    List<Object> found = redis.list(LOAD, List.of(partition(id).job(id)));
    return found.isEmpty() || found.get(0) == null
        ? Optional.empty()
        : Optional.of(StoredJob.read((String) found.get(0), (String) found.get(1)));
  }

  /** Returns those of the jobs that exist and are known, without their articles' texts. */
  public List<VideoJob> findAll(Collection<String> ids) {
    return look(ids).jobs();
  }

  /** Looks for many jobs; for whoever must tell a job that does not exist from a newer one. */
  public FoundJobs look(Collection<String> ids) {
    return FoundJobs.of(redis, ids);
  }

  /**
   * Puts a job's id into a queue because somebody told us something.
   *
   * @param event a name for what we were told; told again, it does nothing
   * @param body what the message says besides the id
   * @return what became of it, never {@link Told#UNKNOWN_TOKEN}
   */
  public Told notify(String event, String queue, String id, String body) {
    Partition place = partition(id);
    List<String> keys = List.of(place.key("event:" + event), place.queue(queue), place.job(id));
    String op = UUID.randomUUID().toString();
    return Told.of(redis.text(NOTIFY, keys, EVENT_MEMORY.toMillis(), id, body, op));
  }
}
