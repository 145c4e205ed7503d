package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsreel.cli.TestShell;
import dev.newsreel.redis.DataVersion;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisServer;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.redis.UnfitData;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RBucket;
import org.redisson.client.codec.StringCodec;

/** A node and the commands look at the version of what is stored. */
class VersionWatchTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Duration SOON = Duration.ofMillis(20);

  private static RBucket<String> noted(Redis redis) {
    return redis.client().getBucket("newsreel:{0}:data-version", StringCodec.INSTANCE);
  }

  private static int upgrade(TestShell shell, String... options) {
    String[] words = new String[options.length + 1];
    words[0] = "upgrade";
    System.arraycopy(options, 0, words, 1, options.length);
    shell.with("REDIS_URL", TestRedis.url());
    return App.commands(shell.shell()).execute(words);
  }

  @Test
  void aRunningNodeEndsWhenTheVersionIsRaisedBeyondIt() {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    DataVersion version = new DataVersion(REDIS.get());
    int known = version.open();

    try (VersionWatch watch = new VersionWatch(version, SOON, end)) {
      assertThat(watch).isNotNull();
      noted(REDIS.get()).set(Integer.toString(known + 1));

      assertThat(await().until(() -> end.getNow(null), Objects::nonNull)).isEqualTo(1);
    }
  }

  @Test
  void aRedisThatGoesAwayEndsNobody() throws Exception {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    try (RedisServer server = RedisServer.running();
        Redis redis = Redis.connect(server.url(), 1)) {
      DataVersion version = new DataVersion(redis);
      int known = version.open();

      try (VersionWatch watch = new VersionWatch(version, SOON, end)) {
        assertThat(watch).isNotNull();
        server.kill();
        assertThatThrownBy(version::open).isInstanceOf(RedisUnavailable.class);
        assertThat(end).isNotDone();

        server.start();
        await().ignoreExceptions().until(() -> version.open() == known);
        noted(redis).set(Integer.toString(known + 1));
        await().until(end::isDone);
      }
    }
  }

  @Test
  void upgradeTellsTheVersionAndNotesNone() {
    TestShell fresh = TestShell.plain();
    TestShell used = TestShell.plain();

    assertThat(upgrade(fresh)).isZero();
    assertThat(noted(REDIS.get()).get()).isNull();
    noted(REDIS.get()).set("1");
    assertThat(upgrade(used)).isZero();

    assertThat(fresh.output()).contains("No version of data is noted");
    assertThat(used.output()).contains("Data of version 1, the newest that this release knows");
  }

  @Test
  void upgradeIsFinishedAgainWithoutHarm() {
    TestShell shell = TestShell.plain();
    noted(REDIS.get()).set("1");

    assertThat(upgrade(shell, "--finish")).isZero();

    assertThat(noted(REDIS.get()).get()).isEqualTo(Integer.toString(DataVersion.NEWEST));
  }

  @Test
  void commandsLeaveDataThatIsTooNewAlone() {
    TestShell shell = TestShell.plain();
    noted(REDIS.get()).set("999");

    assertThat(upgrade(shell, "--finish")).isEqualTo(1);
    assertThat(shell.errors()).contains("Redis holds data of version 999").hasLineCount(1);
    TestShell key = TestShell.plain().with("REDIS_URL", TestRedis.url());
    assertThat(App.commands(key.shell()).execute("key", "create", "desk")).isEqualTo(1);
    assertThat(REDIS.hash("newsreel:{0}:keys")).isEmpty();
  }

  @Test
  void aStartOnDataThatIsTooNewIsRefused() {
    noted(REDIS.get()).set("999");

    assertThatThrownBy(() -> VersionWatch.start(REDIS.get(), new CompletableFuture<>()))
        .isInstanceOf(UnfitData.class);
  }
}
