package dev.newsreel.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.TestClock;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever is not let in is told of, and cannot fill the trail. */
class RefusalsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final Trail trail = new Trail(REDIS.get(), clock, "node-1");
  private final Refusals refusals = new Refusals(trail, clock);

  @AfterEach
  void close() {
    trail.close();
  }

  private static List<JsonNode> written(int count) {
    TrailReader reader = new TrailReader(REDIS.get());
    TrailReader.Wanted all = new TrailReader.Wanted(null, null, null, null);
    return await()
        .until(() -> reader.page(all, Long.MAX_VALUE, 1000).entries(), e -> e.size() >= count);
  }

  @Test
  void theFirstOneIsWrittenAtOnceAndTheNextOnesTogetherAfterAMinute() {
    refusals.count("203.0.113.1", null, 401);
    refusals.count("203.0.113.2", "a1b2", 403);
    refusals.count("203.0.113.1", null, 401);
    assertThat(written(1)).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    refusals.look();

    JsonNode second = written(2).get(0).path("refused");
    assertThat(second.path("count").asInt()).isEqualTo(2);
    assertThat(second.path("since").asText()).isEqualTo(TestClock.START.toString());
    assertThat(second.path("callers")).hasSize(2);
    assertThat(second.path("callers").toString()).contains("\"key\":\"a1b2\",\"status\":403");
  }

  @Test
  void anAttackOfADayFromManyAddressesLeavesFewEntriesAndEachCallIsCounted() {
    int calls = 0;
    for (int minute = 0; minute < 24 * 60; minute++) {
      for (int i = 0; i < 50; i++) {
        refusals.count("203.0." + minute % 256 + "." + i, null, 401);
        calls++;
      }
      clock.advance(Duration.ofMinutes(1));
      refusals.look();
    }
    refusals.flush();
    trail.close();

    List<JsonNode> entries = written(1);
    assertThat(entries).hasSizeLessThan(40);
    assertThat(entries.stream().mapToInt(e -> e.at("/refused/count").asInt()).sum())
        .isEqualTo(calls);
    assertThat(entries).allSatisfy(e -> assertThat(e.toString()).hasSizeLessThan(3000));
  }
}
