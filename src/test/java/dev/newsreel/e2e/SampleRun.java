package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.StoredSample;
import dev.newsreel.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A run of one node at the sandbox, after which one of everything is stored, at rest. */
final class SampleRun implements AutoCloseable {

  private static final String FEED = "sandbox-news";

  private boolean open = true;
  private final Random dice = new Random(1);
  private final TestSandbox providers = TestSandbox.start();
  private final RunningNewsreel node =
      RunningNewsreel.start(
          providers,
          "sandbox.feed",
          providers.url("/feed.xml").toString(),
          "budget.daily-usd",
          "500",
          "dedupe.near",
          "hold",
          "rate-limit.enabled",
          "true",
          "rate-limit.per-minute",
          "1000",
          "retry.first",
          "10m",
          "retry.longest",
          "20m",
          "provider.probe",
          "20m",
          "heygen.timeout",
          "3s");

  /** Makes all of it, and returns the lines of what is stored, without secrets. */
  List<String> make() {
    await().until(() -> node.api().videos().size() == 4);
    String told = done();
    batch();
    stopped(told);
    underWay();
    waiting();
    // Nothing moves any more, so what is read key by key belongs together.
    close();
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      var unused = new ApiKeys(redis, Clock.systemUTC()).create("desk", EnumSet.of(Scope.READ));
      SampleSecrets.hide(redis);
      return StoredSample.read(redis);
    }
  }

  private String story() {
    return dice.ints(80, 0, 26 * 26 * 26)
        .mapToObj(n -> "" + letter(n) + letter(n / 26) + letter(n / 676) + n % 10)
        .collect(Collectors.joining(" ", "It is said: ", "."));
  }

  private static char letter(int n) {
    return (char) ('a' + n % 26);
  }

  private String post(String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Web.Reply reply = Web.call("POST", node.api().url("/api/v1/videos"), bytes, all);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return reply.json().path("id").asText();
  }

  private String accepted() {
    return post(Api.article("A story", story()));
  }

  /** A video that is done, and whose asker cannot be told; returns its text. */
  private String done() {
    String text = story();
    var body =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            Json.tree(Api.article("Told", text).getBytes(StandardCharsets.UTF_8));
    body.put("notify_url", providers.url("/unknown").toString()).put("priority", "high");
    String id = post(Json.write(body), "Idempotency-Key", "sample-key");
    node.api().awaitEnd(id, "done");
    return text;
  }

  private void batch() {
    String one = Api.article("One of two", story());
    String two = Api.article("Two of two", story());
    Web.Reply reply =
        Web.postJson(node.api().url("/api/v1/batches"), "{\"videos\":[" + one + "," + two + "]}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    String feed = providers.url("/feed.xml?of=a-caller").toString();
    post("{\"rss_url\": \"" + feed + "\", \"max_items\": 2}", "Idempotency-Key", "sample-feed");
    node.api().pollFeed(FEED);
    await()
        .until(() -> node.api().videos().stream().allMatch(v -> ended(v.path("status").asText())));
  }

  private static boolean ended(String status) {
    return List.of("done", "failed", "held", "cancelled").contains(status);
  }

  private void stopped(String told) {
    String near = post(Api.article("Told again", told + " All rights reserved."));
    node.api().awaitEnd(near, "held");
    providers.fault("{'provider':'heygen','call':'create','kind':'render_failed','times':1}");
    node.api().awaitEnd(accepted(), "failed");
    String cancelled = ordered("heygen", "rendering");
    assertThat(node.api().act(cancelled, "cancel").status()).isEqualTo(200);
  }

  /** A job whose order is made and whose answer never comes. */
  private String ordered(String provider, String status) {
    providers.fault(
        "{'provider':'webhook','call':'" + provider + "','kind':'webhook_lost','times':1}");
    String id = accepted();
    await()
        .until(
            () ->
                node.api().video(id).path("status").asText().equals(status)
                    && node.api().edges(id).contains("ordered")
                    && lastStep(id).equals("ordered"));
    return id;
  }

  private String lastStep(String id) {
    var events = node.api().events(id);
    return events.get(events.size() - 1).path("step").asText();
  }

  private void underWay() {
    ordered("heygen", "rendering");
    ordered("submagic", "captioning");
    providers.fault("{'provider':'webhook','call':'heygen','kind':'webhook_lost','times':1}");
    providers.fault("{'provider':'heygen','call':'create','kind':'hang','times':1}");
    awaitWaiting(accepted(), "rendering");
    providers.clearFaults();
    providers.fault("{'provider':'openai','kind':'length','times':1}");
    providers.fault("{'provider':'openai','kind':'status','status':500}");
    awaitWaiting(accepted(), "scripting");
    providers.clearFaults();
  }

  private void awaitWaiting(String id, String status) {
    await()
        .until(
            () ->
                node.api().video(id).path("status").asText().equals(status)
                    && node.api().edges(id).contains("failed attempt"));
  }

  /** Jobs behind a provider that takes nothing. */
  private void waiting() {
    providers.fault("{'provider':'heygen','call':'create','kind':'status','status':402}");
    List<String> ids = List.of(accepted(), accepted(), accepted());
    ids.forEach(id -> node.api().awaitStatus(id, "rendering"));
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      await().until(() -> redis.client().getKeys().countExists("newsreel:{0}:q:video:line") == 1);
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      node.close();
      providers.close();
    }
  }
}
