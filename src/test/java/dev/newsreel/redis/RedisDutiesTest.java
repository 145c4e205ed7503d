package dev.newsreel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

  @Test
  void saysNothingOfOneThatDoesThemAll() throws IOException {
    try (RedisServer server = RedisServer.running();
        Redis redis = Redis.connect(server.url(), 1)) {
      assertThat(RedisDuties.neglected(redis)).isEmpty();
    }
  }
}
