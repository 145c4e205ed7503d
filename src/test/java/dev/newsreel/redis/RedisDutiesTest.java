package dev.newsreel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a real Redis with bad settings. */
class RedisDutiesTest {

  @ParameterizedTest
  @CsvSource({
    "--appendonly no, keeps no append-only file",
    "--appendfsync no, does not sync",
    "--appendfsync everysec, only once a second",
    "--maxmemory-policy allkeys-lru, throws keys away",
    "--maxmemory-policy volatile-ttl, throws keys away",
    "--rename-command CONFIG hidden, does not tell its configuration"
  })
  void namesTheDuty(String options, String complaint) throws IOException {
    try (RedisServer server = RedisServer.running(options.split(" "));
        Redis redis = Redis.connect(server.url(), 1)) {
      assertThat(RedisDuties.neglected(redis)).singleElement().asString().contains(complaint);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0"})
  void namesAMasterThatTakesWritesAlone(String replicas, int complaints) throws IOException {
    try (RedisServer server = RedisServer.running("--min-replicas-to-write", replicas);
        RedisServer sentinel =
            RedisServer.sentinel("sentinel monitor m 127.0.0.1 " + server.port() + " 1");
        Redis redis = Redis.connect("redis-sentinel://127.0.0.1:" + sentinel.port() + "/m", 1)) {
      assertThat(RedisDuties.neglected(redis))
          .hasSize(complaints)
          .allSatisfy(said -> assertThat(said).contains("min-replicas-to-write"));
    }
  }

  @Test
  void aMasterWithoutReplicasThatNeedsOneTakesNothing() throws IOException {
    RedisScript write = new RedisScript("write", "return redis.call('SET', KEYS[1], '1')");
    try (RedisServer server = RedisServer.running("--min-replicas-to-write", "1");
        Redis redis = Redis.connect(server.url(), 1)) {
      assertThatThrownBy(() -> redis.text(write, List.of("k")))
          .isInstanceOf(RedisUnavailable.class)
          .cause()
          .hasMessageContaining("NOREPLICAS");
    }
  }

  @Test
  void saysNothingOfOneThatDoesThemAll() throws IOException {
    try (RedisServer server = RedisServer.running();
        Redis redis = Redis.connect(server.url(), 1)) {
      assertThat(RedisDuties.neglected(redis)).isEmpty();
    }
  }
}
