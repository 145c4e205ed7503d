package dev.newsreel.forecast;

import dev.newsreel.job.JobIds;
import dev.newsreel.job.StageTime;
import dev.newsreel.job.StageTime.Stage;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What waits in the stages' queues and lines. It changes nothing. */
final class Lines {

  private static final RedisScript PLACE =
      RedisScript.of(Lines.class, "place.lua").with(RedisScript.LINE);
  private static final RedisScript LINES =
      RedisScript.of(Lines.class, "lines.lua").with(RedisScript.LINE);
  private static final RedisScript RECENT = RedisScript.of(Lines.class, "recent.lua");
  private static final List<String> QUEUES = List.of("script", "video", "captions", "publish");
  private static final String FEED = "feed ";
  private static final String HIGH = " high";

  private final Redis redis;

  Lines(Redis redis) {
    this.redis = redis;
  }

  /** How many jobs wait in a queue, those in its line included, and how many are worked at. */
  record Length(long waiting, long working) {

    private Length plus(Length other) {
      return new Length(waiting + other.waiting, working + other.working);
    }
  }

  /**
   * All queues.
   *
   * @param queues the length of each, over all partitions
   * @param video how many wait for their video in each partition
   * @param feeds how many of each feed wait in the line for their video
   * @param callers how many wait there that were asked for in no feed's name
   */
  record All(Map<String, Length> queues, List<Long> video, Map<String, Long> feeds, long callers) {}

  /** Returns how many jobs of the job's own partition are ordered from HeyGen before it. */
  long place(VideoJob job) {
    Partition p = redis.partition(JobIds.partition(job.id()));
    String stage = job.status() == Status.RENDERING ? "video" : "script";
    List<String> keys = List.of(p.queue("video"), p.queue("script"), p.job(job.id()));
    return Long.parseLong(redis.text(PLACE, keys, job.id(), stage));
  }

  /** Returns how much waits. */
  All all() {
    Map<String, Length> queues = new LinkedHashMap<>();
    List<Long> video = new ArrayList<>();
    Map<String, Long> flows = new TreeMap<>();
    for (Partition partition : redis.all()) {
      List<Object> rows = redis.list(LINES, QUEUES.stream().map(partition::queue).toList());
      for (int i = 0; i < QUEUES.size(); i++) {
        List<?> row = (List<?>) rows.get(i);
        Length length = new Length(number(row, 0) + number(row, 1), number(row, 2));
        queues.merge(QUEUES.get(i), length, Length::plus);
        if (QUEUES.get(i).equals("video")) {
          video.add(length.waiting());
          for (int f = 3; f < row.size(); f += 2) {
            flows.merge(feed((String) row.get(f)), number(row, f + 1), Long::sum);
          }
        }
      }
    }
    Long callers = flows.remove("");
    return new All(queues, video, flows, callers == null ? 0 : callers);
  }

  private static long number(List<?> row, int index) {
    return Long.parseLong((String) row.get(index));
  }

  // A flow is "feed <name>" or "http", and " high" may follow; no feed's name has a blank.
  private static String feed(String flow) {
    String name = flow.startsWith(FEED) ? flow.substring(FEED.length()) : "";
    return name.endsWith(HIGH) ? name.substring(0, name.length() - HIGH.length()) : name;
  }

  /** Returns how fast the stages were lately. */
  Pace pace() {
    List<StageTime> times = new ArrayList<>();
    for (Partition partition : redis.all()) {
      List<Stage> stages = Arrays.asList(Stage.values());
      List<Object> lists =
          redis.list(RECENT, stages.stream().map(s -> partition.recent(s.text())).toList());
      for (int i = 0; i < stages.size(); i++) {
        for (Object text : (List<?>) lists.get(i)) {
          times.add(StageTime.read(stages.get(i), (String) text));
        }
      }
    }
    return new Pace(times);
  }
}
