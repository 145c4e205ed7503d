package dev.newsreel.stories;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was told lately, over all feeds and nodes: fingerprints of articles, or of scripts. */
final class Stories {

  private static final RedisScript MEET = RedisScript.of(Stories.class, "meet.lua");
  private static final Set<Status> COME_TO_NOTHING = EnumSet.of(Status.FAILED, Status.CANCELLED);
  private static final int MOST = 10_000;
  private static final int MOST_FORGOTTEN = 20;

  private final Redis redis;
  private final JobStore jobs;
  private final Duration memory;
  private final int alike;

  /**
   * Makes the memory.
   *
   * @param share which share of equal numbers makes two stories alike, 0 to 1
   */
  Stories(Redis redis, JobStore jobs, Duration memory, double share) {
    this.redis = redis;
    this.jobs = jobs;
    this.memory = memory;
    this.alike = (int) Math.ceil(share * Fingerprint.NUMBERS);
  }

  /** An earlier story, and which share of the numbers both have. */
  record Twin(VideoJob job, double likeness) {}

  /**
   * Returns the earlier story that one is like; remembers it when there is none. One whose job has
   * come to nothing counts no more.
   *
   * @param kind what is compared: {@code article} or {@code script}
   */
  Optional<Twin> meet(String kind, String id, Fingerprint print) {
    String dead = "";
    for (int i = 0; i < MOST_FORGOTTEN; i++) {
      String[] met = ask(kind, id, print, dead).split(" ", 3);
      if (met[0].equals("new")) {
        return Optional.empty();
      }
      Optional<VideoJob> other = jobs.findAll(List.of(met[1])).stream().findFirst();
      if (other.isPresent() && !COME_TO_NOTHING.contains(other.get().status())) {
        double likeness = Double.parseDouble(met[2]) / Fingerprint.NUMBERS;
        return Optional.of(new Twin(other.get(), likeness));
      }
      dead = met[1];
    }
    return Optional.empty();
  }

  private String ask(String kind, String id, Fingerprint print, String dead) {
    Partition home = redis.partition(0);
    String name = "near:" + kind;
    return redis.text(
        MEET,
        List.of(home.key(name + ":bands"), home.key(name + ":marks"), home.key(name + ":times")),
        Long.toString(jobs.now().toEpochMilli()),
        Long.toString(memory.toMillis()),
        Integer.toString(MOST),
        id,
        print.marks(),
        Integer.toString(alike),
        dead);
  }
}
