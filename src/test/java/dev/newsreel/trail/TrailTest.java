package dev.newsreel.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.job.Pace;
import dev.newsreel.job.TestClock;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisServer;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entries are written once, in one chain, whoever writes at the same time and whatever fails. */
class TrailTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private static Entry act(String about) {
    return Entry.act(Who.LOOPBACK, "127.0.0.1", null, Entry.Act.command("test", about));
  }

  private static List<JsonNode> entries(Redis redis) {
    List<JsonNode> all = new ArrayList<>();
    new TrailReader(redis)
        .all(line -> all.add(Json.tree(line.getBytes(StandardCharsets.US_ASCII))));
    return all;
  }

  private static List<String> abouts(Redis redis) {
    return entries(redis).stream().map(e -> e.at("/act/about").asText()).toList();
  }

  private static void assertWhole(Redis redis, int entries) {
    Proof.Report report = Proof.of(new TrailReader(redis), null);
    assertThat(report.faults()).isEmpty();
    assertThat(report.entries()).isEqualTo(entries);
    assertThat(report.head()).isEqualTo(new TrailReader(redis).head());
  }

  @Test
  void anEntrySaysWhoWhenWhatAndFromWhereAndFollowsTheOneBefore() {
    try (Trail trail = new Trail(REDIS.get(), new TestClock(), "node-1")) {
      Who key = Who.key("a1b2", "newsroom");
      Entry.Act what =
          new Entry.Act("cancel-video", "POST", "/api/v1/x", true, "v_1", "d", 3, null);

      assertThat(trail.write(act("first"))).isEqualTo(1);
      assertThat(trail.write(Entry.act(key, "203.0.113.7", "198.51.100.1", what))).isEqualTo(2);

      JsonNode second = entries(REDIS.get()).get(1);
      assertThat(second.path("prev").asText())
          .isEqualTo(entries(REDIS.get()).get(0).path("hash").asText());
      assertThat(second.path("at").asText()).isEqualTo(TestClock.START.toString());
      assertThat(second.path("node").asText()).isEqualTo("node-1");
      assertThat(second.path("host").asText()).isNotEmpty();
      assertThat(second.path("from").asText()).isEqualTo("203.0.113.7");
      assertThat(second.path("forwarded").asText()).isEqualTo("198.51.100.1");
      assertThat(second.path("who"))
          .hasToString("{\"kind\":\"key\",\"id\":\"a1b2\",\"name\":\"newsroom\"}");
      assertThat(second.at("/act/operation").asText()).isEqualTo("cancel-video");
      assertThat(second.at("/act/dry_run").asBoolean()).isTrue();
    }
    assertWhole(REDIS.get(), 2);
  }

  @Test
  void twoNodesThatWriteAtTheSameMomentWriteOneChain() throws InterruptedException {
    List<String> keys = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
    try (Redis other = Redis.connect(TestRedis.url(), 1);
        Trail left = new Trail(REDIS.get(), Clock.systemUTC(), "left");
        Trail right = new Trail(other, Clock.systemUTC(), "right")) {

      Pace.race(
          keys,
          Duration.ofMillis(5),
          key -> left.write(act("left " + key)),
          key -> right.write(act("right " + key)));
    }

    assertThat(abouts(REDIS.get()))
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().flatMap(k -> List.of("left " + k, "right " + k).stream()).toList());
    assertWhole(REDIS.get(), 600);
  }

  @Test
  void whatNobodyWaitsForIsWrittenSoonAndAtTheLatestAtTheEnd() {
    try (Trail trail = new Trail(REDIS.get(), Clock.systemUTC(), "node-1")) {
      assertThat(trail.soon(act("first"))).isTrue();
      await().until(() -> abouts(REDIS.get()).equals(List.of("first")));
      assertThat(trail.soon(act("last"))).isTrue();
    }
    assertThat(abouts(REDIS.get())).containsExactly("first", "last");
  }

  @Test
  void afterItsEndTheTrailTakesNothing() {
    Trail trail = new Trail(REDIS.get(), Clock.systemUTC(), "node-1");
    trail.close();

    assertThat(trail.soon(act("late"))).isFalse();
    assertThatThrownBy(() -> trail.write(act("late"))).isInstanceOf(RedisUnavailable.class);
  }

  @Test
  void anEntryWhoseAnswerWasLostIsWrittenOnceAlsoWhenAnotherOneCameSince() throws Exception {
    try (FaultyLine line = new FaultyLine(TestRedis.url());
        Redis far = line.connect();
        Trail trail = new Trail(far, Clock.systemUTC(), "far");
        Trail near = new Trail(REDIS.get(), Clock.systemUTC(), "near")) {
      trail.write(act("warm"));

      line.cutNextAnswerTo("second");
      assertThat(trail.write(act("second"))).isEqualTo(2);
      line.cutNextAnswerTo("third");
      trail.soon(act("third"));
      await().until(() -> abouts(REDIS.get()).contains("third"));
      near.write(act("fourth"));
      trail.write(act("fifth"));

      assertThat(line.cuts()).isEqualTo(2);
    }
    assertThat(abouts(REDIS.get())).containsExactly("warm", "second", "third", "fourth", "fifth");
    assertWhole(REDIS.get(), 5);
  }

  @Test
  void whileRedisIsAwayWritingFailsSoonAndWhatWasDoneIsWrittenAfterwards() throws Exception {
    try (RedisServer server = RedisServer.running();
        Redis redis = Redis.connect(server.url(), 1);
        Trail trail = new Trail(redis, Clock.systemUTC(), "node-1")) {
      trail.write(act("before"));
      server.signal("STOP");
      trail.soon(act("done"));
      long begun = System.nanoTime();
      assertThatThrownBy(() -> trail.write(act("refused"))).isInstanceOf(RedisUnavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
      server.signal("CONT");

      await().ignoreExceptions().until(() -> abouts(redis).contains("done"));
      trail.write(act("after"));

      List<JsonNode> all = entries(redis);
      assertThat(abouts(redis)).contains("before", "done", "after");
      // What the caller was told had no effect is not there, or the trail says the same.
      all.stream()
          .filter(e -> e.at("/act/about").asText().equals("refused"))
          .forEach(
              e ->
                  await()
                      .until(
                          () ->
                              entries(redis).stream()
                                  .anyMatch(
                                      o ->
                                          o.at("/outcome/of").asLong() == e.path("n").asLong()
                                              && o.at("/outcome/status").asInt() == 503)));
    }
  }

  @Test
  void textsFromOutsideAreShortPrintableAndFreeOfKeys() {
    String key = "nr_0123456789ab_" + "x".repeat(43);
    try (Trail trail = new Trail(REDIS.get(), Clock.systemUTC(), "node-1")) {
      trail.write(act("a\nb\u001b[31mc\u009b\u007f\"}" + key));
      trail.write(act("é".repeat(1_000_000)));
    }
    List<String> lines = new ArrayList<>();
    new TrailReader(REDIS.get()).all(lines::add);

    assertThat(lines.get(0)).contains("nr_0123456789ab_***").doesNotContain(key);
    assertThat(String.join("", lines)).matches("[\\x20-\\x7e]*").hasSizeLessThan(3000);
    assertThat(Shown.path("/api/v1/videos/v_1/cancel", 40)).isEqualTo("/api/v1/videos/v_1/cancel");
    assertThat(Shown.path("/api/" + key + "/x", 40)).matches("/api/sha256:[0-9a-f]{16}/x");
    assertThat(Shown.path("/api/" + "x/".repeat(1000), 40)).hasSizeLessThan(300);
    assertWhole(REDIS.get(), 2);
  }
}
