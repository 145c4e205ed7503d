package dev.newsreel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Redis that comes with the application survives its own death, and its application's. */
class EmbeddedRedisTest {

  private static final Pattern PID = Pattern.compile("process_id:(\\d+)");

  @TempDir Path home;

  private static int port(EmbeddedRedis redis) {
    return Integer.parseInt(redis.url().substring(redis.url().lastIndexOf(':') + 1));
  }

  private static ProcessHandle process(int port) {
    Matcher pid = PID.matcher(InlineRedis.ask(port, "INFO server"));
    assertThat(pid.find()).isTrue();
    return ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
  }

  @Test
  void isStartedAgainWithItsDataAtTheSameAddressWhenItIsKilled() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(home)) {
      int port = port(redis);
      assertThat(InlineRedis.ask(port, "SET kept here")).startsWith("+OK");
      ProcessHandle first = process(port);

      first.destroyForcibly();
      first.onExit().join();

      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> InlineRedis.ask(port, "GET kept").contains("here"));
      assertThat(process(port).pid()).isNotEqualTo(first.pid());
    }
  }

  @Test
  void isFoundAgainByTheNextApplicationAndNeverStartedTwice() throws IOException {
    try (EmbeddedRedis first = EmbeddedRedis.start(home)) {
      EmbeddedRedis second = EmbeddedRedis.start(home);

      assertThat(second.adopted()).isTrue();
      assertThat(second.url()).isEqualTo(first.url());
      second.close();
    }
  }
}
