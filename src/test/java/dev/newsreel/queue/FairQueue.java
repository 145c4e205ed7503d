package dev.newsreel.queue;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.Options;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.watch.Figures;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.engine.BaseExecutorServiceManager;
import org.redisson.api.RMap;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;

/** The fair queue {@code script} of partition 0 with a consumer, and jobs that have short names. */
final class FairQueue {

  static final Partition HERE = new Partition(0);
  static final String NAME = "script";

  final JobStore jobs;
  final StreamReader reader;
  private final Redis redis;
  private final Map<String, String> names = new HashMap<>();

  FairQueue(Redis redis) {
    this.redis = redis;
    this.reader = new StreamReader(redis, HERE, NAME, "one", true);
    this.jobs =
        new JobStore(redis, "n", Clock.systemUTC(), Duration.ofDays(1), (before, after) -> {});
  }

  /** Accepts a job of a feed, by whose name it is known here. */
  VideoJob accept(String feed) {
    return accept(feed, feed, null);
  }

  VideoJob accept(String name, String feed, String priority) {
    Options options = new Options(feed, null, null, null, null, null, null, null, priority);
    VideoJob job = SampleJobs.queued(jobs, options);
    names.put(job.id(), name);
    return job;
  }

  void backlog(int count, String... feeds) {
    for (String feed : feeds) {
      for (int i = 0; i < count; i++) {
        accept(feed);
      }
    }
  }

  /** Reads and settles at most so many at once; returns the names of the jobs. */
  List<String> next(int count) {
    List<Message> read = reader.read(count, Duration.ZERO);
    reader.settle(read);
    return read.stream().map(m -> names.get(m.key())).toList();
  }

  /** Reads so many, one after the other. */
  List<String> oneByOne(int count) {
    List<String> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.addAll(next(1));
    }
    return order;
  }

  /** Returns the names of those in the line, the next one first. */
  List<String> line() {
    return List.copyOf(scores().valueRange(0, -1)).stream().map(names::get).toList();
  }

  double score(VideoJob job) {
    return scores().getScore(job.id());
  }

  private RScoredSortedSet<String> scores() {
    return redis.client().getScoredSortedSet(HERE.line(NAME), StringCodec.INSTANCE);
  }

  RMap<String, String> turns() {
    return redis.client().getMap(HERE.queue(NAME) + ":turns", StringCodec.INSTANCE);
  }

  RMap<String, String> hash(VideoJob job) {
    return redis.client().getMap(HERE.job(job.id()), StringCodec.INSTANCE);
  }

  void moveDue() {
    new DueTimer(redis, new BaseExecutorServiceManager(null) {}, Figures.unseen().loops())
        .moveDue(HERE);
  }
}
