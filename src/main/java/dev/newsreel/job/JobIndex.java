package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks jobs up by something else than their id. It changes nothing. */
public final class JobIndex {

  private static final RedisScript HISTORY = RedisScript.of(JobIndex.class, "history.lua");
  private static final RedisScript COUNTS = RedisScript.of(JobIndex.class, "counts.lua");
  private static final RedisScript OLDEST = RedisScript.of(JobIndex.class, "oldest.lua");

  private final Redis redis;

  /** Makes the index. */
  public JobIndex(Redis redis) {
    this.redis = redis;
  }

  /** Returns the job's history, oldest first. */
  public List<Event> history(String id) {
    return redis.list(HISTORY, List.of(redis.partition(JobIds.partition(id)).history(id))).stream()
        .map(line -> Event.read((String) line))
        .toList();
  }

  /** Returns the job whose avatar video has this id at HeyGen; for when no other name is given. */
  public Optional<String> byVideoId(String videoId) {
    return redis.all().stream()
        .map(p -> (String) redis.client().getMap(p.providerIds("heygen")).get(videoId))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Returns the ids of all jobs in a status. */
  public List<String> ids(Status status) {
    return redis.all().stream()
        .flatMap(
            p ->
                redis
                    .client()
                    .<String>getScoredSortedSet(p.status(status.text()))
                    .valueRange(0, -1)
                    .stream())
        .toList();
  }

  /** Returns how many jobs a feed has made, as far as they are still kept. */
  public long count(String feed) {
    return redis.all().stream()
        .mapToLong(p -> redis.client().getScoredSortedSet(p.feed(feed)).size())
        .sum();
  }

  /** Returns the job that was accepted first of all that have not ended, without its text. */
  public Optional<VideoJob> oldestLive() {
    List<VideoJob> oldest = new ArrayList<>();
    for (Partition partition : redis.all()) {
      List<String> indexes =
          Arrays.stream(Status.values())
              .filter(status -> !status.ended())
              .map(status -> partition.status(status.text()))
              .toList();
      String data = redis.text(OLDEST, indexes, partition.job(""));
      if (data != null) {
        StoredJob.readIfKnown(data).ifPresent(oldest::add);
      }
    }
    return oldest.stream().min(Comparator.comparing(VideoJob::id));
  }

  /** Returns how many jobs there are in each status. */
  public Map<Status, Long> counts() {
    Map<Status, Long> counts = new LinkedHashMap<>();
    List<Status> statuses = Arrays.asList(Status.values());
    for (Partition partition : redis.all()) {
      List<Object> sizes =
          redis.list(COUNTS, statuses.stream().map(s -> partition.status(s.text())).toList());
      for (int i = 0; i < sizes.size(); i++) {
        counts.merge(statuses.get(i), Long.valueOf((String) sizes.get(i)), Long::sum);
      }
    }
    return counts;
  }
}
