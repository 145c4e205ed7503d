package dev.newsreel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  @Test
  void isStoppedAlthoughAConnectionOfItsNodeIsOnlyJustClosing() throws IOException {
    EmbeddedRedis redis = EmbeddedRedis.start(home);
    int port = port(redis);
    Socket last = new Socket(InetAddress.getLoopbackAddress(), port);
    ProcessHandle server = process(port);

    CompletableFuture<Void> gone =
        CompletableFuture.runAsync(
            () -> close(last), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
    redis.close();

    gone.join();
    await().until(() -> !server.isAlive());
  }

  @Test
  void goesOnForAnotherNodeThatIsConnected() throws IOException {
    EmbeddedRedis redis = EmbeddedRedis.start(home);
    int port = port(redis);
    try (Socket other = new Socket(InetAddress.getLoopbackAddress(), port)) {
      redis.close();

      assertThat(other.isConnected()).isTrue();
      assertThat(InlineRedis.ask(port, "PING")).startsWith("+PONG");
    }
    redis.close();
    await().until(() -> !InlineRedis.listens(port));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
