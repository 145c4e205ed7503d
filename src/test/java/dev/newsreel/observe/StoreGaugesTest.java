package dev.newsreel.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.JobIds;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.StringCodec;

/** Figures are those of Redis, over all partitions, and unknown while it is away. */
class StoreGaugesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(2);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private void show(Redis redis) {
    new StoreGauges(new Store(redis, Clock.systemUTC())).bindTo(registry);
  }

  private double gauge(String name, String... tag) {
    return registry.get(name).tags(tag).gauge().value();
  }

  @Test
  void countsJobsOfAllPartitionsAndTellsTheAgeOfTheOldest() {
    JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());
    SampleJobs.rendering(jobs);
    String old = JobIds.next(1, Instant.now().minus(Duration.ofHours(2)).toEpochMilli());
    zadd(1, "idx:status:rendering", 0, old);

    show(REDIS.get());

    assertThat(gauge("videos", "status", "rendering")).isEqualTo(2);
    assertThat(gauge("videos", "status", "done")).isZero();
    assertThat(gauge("videos.oldest", "status", "rendering")).isGreaterThanOrEqualTo(7200);
    assertThat(gauge("videos.oldest", "status", "captioning")).isZero();
  }

  @Test
  void countsWhatWaitsIsWorkedAtAndWasGivenUp() {
    send("q:publish", "a");
    send("q:publish", "b");
    send("q:publish:dead", "c");
    zadd(0, "q:video:line", 1, "v_1");
    zadd(1, "due", (double) (System.currentTimeMillis() - 90_000), "publish|x");
    zadd(0, "due", (double) (System.currentTimeMillis() + 90_000), "publish|y");
    REDIS.get().client().getMap(key(0, "money:waiting"), StringCodec.INSTANCE).put("v_1", "day");

    show(REDIS.get());

    assertThat(gauge("queue.waiting", "queue", "publish")).isEqualTo(2);
    assertThat(gauge("queue.working", "queue", "publish")).isZero();
    assertThat(gauge("queue.dead", "queue", "publish")).isOne();
    assertThat(gauge("queue.waiting", "queue", "video")).isOne();
    assertThat(gauge("queue.oldest", "queue", "publish")).isBetween(0.0, 300.0);
    assertThat(gauge("due.members")).isEqualTo(2);
    assertThat(gauge("due.lag")).isBetween(90.0, 300.0);
    assertThat(gauge("budget.waiting")).isOne();
  }

  @Test
  void isUnknownAndQuickWhenRedisIsAway() throws Exception {
    try (FaultyLine line = new FaultyLine(TestRedis.url());
        Redis far = line.connect()) {
      line.delay(Duration.ofMinutes(1));
      show(far);
      long begun = System.nanoTime();

      assertThat(gauge("videos", "status", "done")).isNaN();
      assertThat(gauge("due.lag")).isNaN();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void knowsEveryQueueThatARouteReads() throws IOException {
    Pattern queue = Pattern.compile("uri: redis-stream\\s+parameters:\\s+name: (\\S+)");
    Set<String> read = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("routes"), "*.yaml")) {
      for (Path file : files) {
        queue.matcher(Files.readString(file)).results().forEach(m -> read.add(m.group(1)));
      }
    }

    assertThat(Store.QUEUES).containsExactlyElementsOf(read);
  }

  private static String key(int partition, String rest) {
    return new Partition(partition).key(rest);
  }

  private static void zadd(int partition, String rest, double score, String member) {
    REDIS
        .get()
        .client()
        .getScoredSortedSet(key(partition, rest), StringCodec.INSTANCE)
        .add(score, member);
  }

  private static void send(String rest, String value) {
    REDIS.stream(key(0, rest)).add(StreamAddArgs.entries(Map.of("key", value)));
  }
}
