package dev.newsreel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A script is known by its text, so two releases run each its own, whatever their names. */
class ScriptVersionsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final List<String> KEY = List.of("newsreel:{0}:any");
  private static final RedisScript OLDER = new RedisScript("edge.lua", "return 'older'");
  private static final RedisScript NEWER = new RedisScript("edge.lua", "return 'newer'");

  @Test
  void eachReleaseRunsItsOwnScriptOfTheSameName() {
    try (Redis other = Redis.connect(TestRedis.url(), 1)) {
      for (int i = 0; i < 3; i++) {
        assertThat(REDIS.get().text(OLDER, KEY)).isEqualTo("older");
        assertThat(other.text(NEWER, KEY)).isEqualTo("newer");
        assertThat(other.text(OLDER, KEY)).isEqualTo("older");
      }
    }
  }

  @Test
  void aRedisThatHasForgottenAllScriptsIsToldThemAgain() {
    assertThat(REDIS.get().text(OLDER, KEY)).isEqualTo("older");

    REDIS.get().client().getScript().scriptFlush();

    assertThat(REDIS.get().text(OLDER, KEY)).isEqualTo("older");
    assertThat(REDIS.get().text(NEWER, KEY)).isEqualTo("newer");
  }
}
