package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;

/**
 * Compares everything that is stored about jobs with everything else, and tells what disagrees. It
 * changes nothing; while jobs run it may name some that were just moving.
 */
public final class Audit {

  private static final RedisScript KEYS = RedisScript.of(Audit.class, "queued.lua");
  private static final RedisScript LENGTH = RedisScript.of(Audit.class, "lengths.lua");
  private static final int AT_ONCE = 200;
  private static final String NEWER =
      " is stored in a form that this release does not know: ask a newer one";

  private final Redis redis;
  private final JobStore jobs;
  private final JobIndex index;

  /** Makes the audit. */
  public Audit(Redis redis, JobStore jobs) {
    this.redis = redis;
    this.jobs = jobs;
    this.index = new JobIndex(redis);
  }

  /**
   * What was found.
   *
   * @param jobs how many jobs were looked at
   * @param faults one sentence for each disagreement
   */
  public record Report(int jobs, List<String> faults) {}

  /** Looks at every job. */
  public Report run() {
    List<String> faults = new ArrayList<>();
    BooksAudit books = new BooksAudit(redis);
    int count = 0;
    for (Partition partition : redis.all()) {
      List<String> ids = new ArrayList<>(set(partition.all()).readAll());
      Map<Status, Set<String>> statuses = statuses(partition);
      Set<String> stopped = new HashSet<>(set(partition.stopped()).readAll());
      Waits waits =
          new Waits(new HashSet<>(set(partition.due()).readAll()), new HashMap<>(), books);
      for (int i = 0; i < ids.size(); i += AT_ONCE) {
        List<String> some = ids.subList(i, Math.min(ids.size(), i + AT_ONCE));
        FoundJobs looked = jobs.look(some);
        Collection<VideoJob> found = looked.jobs();
        Set<String> missing = new LinkedHashSet<>(some);
        found.forEach(job -> missing.remove(job.id()));
        looked.newer().forEach(missing::remove);
        looked.newer().forEach(id -> faults.add(id + NEWER));
        missing.forEach(id -> faults.add(id + " is in the index but does not exist"));
        found.forEach(job -> checkIndex(job, statuses, faults));
        found.forEach(job -> checkStopped(job, stopped, faults));
        found.forEach(job -> checkJob(partition, job, waits, faults));
        checkLengths(partition, found, faults);
      }
      count += ids.size();
    }
    books.compare(jobs, faults);
    return new Report(count, faults);
  }

  private Map<Status, Set<String>> statuses(Partition partition) {
    Map<Status, Set<String>> statuses = new HashMap<>();
    for (Status status : Status.values()) {
      statuses.put(status, new HashSet<>(set(partition.status(status.text())).readAll()));
    }
    return statuses;
  }

  private record Waits(Set<String> due, Map<String, Set<String>> queued, BooksAudit books) {}

  private RScoredSortedSet<String> set(String key) {
    return redis.client().getScoredSortedSet(key, StringCodec.INSTANCE);
  }

  private static void checkIndex(
      VideoJob job, Map<Status, Set<String>> statuses, List<String> faults) {
    statuses.forEach(
        (status, ids) -> {
          if (ids.contains(job.id()) != (status == job.status())) {
            faults.add(
                job.id() + " is " + job.status() + ", the index of " + status + " disagrees");
          }
        });
  }

  private static void checkStopped(VideoJob job, Set<String> stopped, List<String> faults) {
    String member = Cause.member(job);
    if (member != null && !stopped.contains(member)) {
      faults.add(job.id() + " is " + job.status() + ", the index of causes does not say why");
    }
  }

  private void checkJob(Partition p, VideoJob job, Waits waits, List<String> faults) {
    boolean live = !job.status().ended();
    if (live && !isAwaited(p, job, waits)) {
      faults.add(
          job.id() + " is " + job.status().text() + "/" + job.step() + " and nothing wakes it");
    }
    List<Event> history = index.history(job.id());
    waits.books().look(p, job, history, faults);
    if (history.isEmpty() || history.get(history.size() - 1).status() != job.status()) {
      faults.add(job.id() + " is " + job.status() + ", its history says otherwise");
    }
  }

  private boolean isAwaited(Partition p, VideoJob job, Waits waits) {
    String queue = job.wake().queue();
    Set<String> queued = waits.queued().computeIfAbsent(queue, q -> queued(p, q));
    return waits.due().contains(Partition.dueMember(queue, job.id()))
        || waits.due().contains(Partition.messageMember(queue, job.id()))
        || queued.contains(job.id());
  }

  private Set<String> queued(Partition p, String queue) {
    Set<String> keys = new HashSet<>();
    redis.list(KEYS, List.of(p.queue(queue), p.line(queue))).forEach(k -> keys.add((String) k));
    return keys;
  }

  // Every edge writes one history line and raises the version by one.
  private void checkLengths(Partition p, Collection<VideoJob> found, List<String> faults) {
    List<String> keys = found.stream().map(j -> p.history(j.id())).toList();
    List<Object> lengths = keys.isEmpty() ? List.of() : redis.list(LENGTH, keys);
    int i = 0;
    for (VideoJob job : found) {
      String length = (String) lengths.get(i++);
      if (Long.parseLong(length) != job.version()) {
        faults.add(
            job.id() + " has version " + job.version() + " but " + length + " history lines");
      }
    }
  }
}
