package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Redis is away, stands still or is full: callers are told soon, and work goes on by itself. */
class RedisAwayTest {

  private static final int CALLERS = 40;
  private static final Duration SOON = Duration.ofSeconds(30);

  private static RedisServer server;
  private static TestSandbox providers;
  private static RunningNewsreel node;
  private static Books books;
  private static URI health;

  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  private record Answered(Web.Reply reply, Duration after) {}

  @BeforeAll
  static void start() throws IOException {
    server = RedisServer.running();
    providers = TestSandbox.start("heygen.slots", "100", "heygen.render", "1h");
    String management = Integer.toString(Web.freePort());
    health = URI.create("http://127.0.0.1:" + management + "/observe/health");
    node =
        RunningNewsreel.on(
            server.url(), providers, "management-port", management, "reconcile.after", "1s");
    books = new Books(server.url(), 1, providers, node.api());
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
    server.close();
  }

  @AfterEach
  void everyJobIsWholeAndDoneAndPaidOnce() {
    callers.shutdownNow();
    books.awaitAllDone();
    books.assertBalanced();
  }

  private Answered post() {
    long begun = System.nanoTime();
    Web.Reply reply = node.api().postArticle();
    return new Answered(reply, Duration.ofNanos(System.nanoTime() - begun));
  }

  private void assertAllAreToldSoon() {
    List<CompletableFuture<Answered>> calls =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> CompletableFuture.supplyAsync(this::post, callers))
            .toList();
    assertThat(calls.stream().map(CompletableFuture::join))
        .allSatisfy(
            answered -> {
              Web.Reply reply = answered.reply();
              assertThat(reply.status()).as(reply.text()).isEqualTo(503);
              assertThat(reply.header("Retry-After")).isEqualTo("2");
              assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
              assertThat(reply.json().path("code").asText()).isEqualTo("store_unavailable");
              assertThat(answered.after()).isLessThan(SOON);
            });
    Web.Reply sick = Web.get(health);
    assertThat(sick.status()).isEqualTo(503);
    assertThat(sick.text()).contains("DOWN");
  }

  private static void assertGoesOnByItself(List<String> ids) {
    await().pollInterval(Duration.ofMillis(100)).until(() -> Web.get(health).status() == 200);
    List<String> all = new ArrayList<>(ids);
    all.add(node.api().accepted());
    books.awaitAllDone();
    all.forEach(id -> node.api().awaitEnd(id, "done"));
  }

  @Test
  void killedAndStartedAgain() {
    // An order whose answer meets no Redis is another story: here all of them wait for HeyGen.
    List<String> ids = books.acceptedAndOrdered(5);

    int before = node.api().videos().size();
    server.kill();
    assertAllAreToldSoon();
    server.start();

    assertGoesOnByItself(ids);
    assertThat(node.api().videos()).as("one was accepted since").hasSize(before + 1);
  }

  @Test
  void standingStill() {
    List<String> ids = books.acceptedAndOrdered(5);

    server.signal("STOP");
    assertAllAreToldSoon();
    server.signal("CONT");

    assertGoesOnByItself(ids);
  }

  @Test
  void full() {
    List<String> ids = books.acceptedAndOrdered(5);

    server.ask("CONFIG SET maxmemory 1");
    assertAllAreToldSoon();
    assertThat(Web.get(node.api().url("/api/v1/videos/" + ids.get(0))).status()).isEqualTo(200);
    server.ask("CONFIG SET maxmemory 0");

    assertGoesOnByItself(ids);
  }
}
