package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis is killed while it counts calls or takes in a batch, and comes back with what it had. */
class RedisDiesAtWorkTest {

  private static final Duration TICK = Duration.ofMillis(5);

  private RedisServer server;
  private FaultyLine line;
  private TestSandbox providers;
  private RunningNewsreel node;

  @BeforeEach
  void start() throws IOException {
    server = RedisServer.running();
    line = new FaultyLine(server.url());
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    providers.close();
    line.close();
    server.close();
  }

  private int asked() {
    return providers.requests("openai.chat");
  }

  @Test
  void jobsAtAGateWaitAndLoseNoAttemptAndNoCallGoesOutUncounted() {
    providers = TestSandbox.start("openai.window", "3s", "openai.requests", "6");
    node =
        RunningNewsreel.on(server.url(), providers, "openai.workers", "4", "reconcile.after", "1s");
    List<String> ids = Stream.generate(node.api()::accepted).limit(12).toList();
    await().pollInterval(TICK).until(() -> asked() >= 6);

    server.kill();
    int before = asked();
    await()
        .during(Duration.ofMillis(2500))
        // What had its turn already may still go out.
        .until(() -> asked() <= before + 4);
    server.start();

    ids.forEach(id -> node.api().awaitEnd(id, "done"));
    assertThat(providers.bill("/openai/refused")).as("a call that nobody had counted").isZero();
    assertThat(ids)
        .allSatisfy(id -> assertThat(node.api().edges(id)).doesNotContain("failed attempt"));
    assertThat(asked()).as("asked again: only what met no Redis").isLessThanOrEqualTo(12 + 4);
  }

  @Test
  void aBatchInTheMiddleIsCompletedByItsRepeatAndNoneIsMadeTwice() throws Exception {
    // No job gets far: only its acceptance is looked at.
    providers = TestSandbox.start("openai.reply", "30s");
    node =
        RunningNewsreel.on(
            line.url(), providers, "openai.workers", "1", "camel.main.shutdown-timeout", "1");
    String body = batch(600);
    // Slow enough that nobody who looks can miss the middle.
    line.delay(Duration.ofMillis(100));
    CompletableFuture<Web.Reply> first = CompletableFuture.supplyAsync(() -> post(body));

    await().pollDelay(Duration.ZERO).pollInterval(TICK).until(() -> jobs() > 20);
    server.kill();
    line.delay(Duration.ZERO);
    int status = first.get().status();
    server.start();
    await().pollInterval(TICK).until(() -> jobs() >= 0);
    int made = jobs();
    Web.Reply again = awaitTaken(body);

    assertThat(made).as("it was in the middle").isBetween(21, 599);
    assertThat(status).as("the first was not told that all is well").isIn(202, 503);
    assertThat(again.json().path("accepted").asInt()).as(again.text()).isEqualTo(600);
    assertThat(new HashSet<>(ids(again))).hasSize(600);
    assertThat(jobs()).isEqualTo(600);
    assertThat(ids(post(body))).isEqualTo(ids(again));
    assertThat(jobs()).isEqualTo(600);
  }

  private static String batch(int count) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode videos = body.putArray("videos");
    for (int i = 0; i < count; i++) {
      videos.addObject().putObject("article").put("title", "T " + i).put("content", "Text " + i);
    }
    return Json.write(body);
  }

  private Web.Reply post(String body) {
    return Web.call(
        "POST",
        node.api().url("/api/v1/batches"),
        body.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        "in-the-middle");
  }

  private Web.Reply awaitTaken(String body) {
    return await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> post(body), reply -> reply.status() == 202);
  }

  /** Returns how many jobs Redis has; -1 while it does not say. */
  private int jobs() {
    String said = server.ask("ZCARD newsreel:{0}:idx:all").strip();
    return said.startsWith(":") ? Integer.parseInt(said.substring(1)) : -1;
  }

  private static List<String> ids(Web.Reply reply) {
    List<String> ids = new ArrayList<>();
    reply.json().path("videos").forEach(v -> ids.add(v.path("id").asText()));
    return ids;
  }
}
