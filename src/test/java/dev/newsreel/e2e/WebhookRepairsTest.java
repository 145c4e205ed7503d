package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.job.WebhookSecret;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of our endpoint at HeyGen, in the end there is one, and it works. */
class WebhookRepairsTest {

  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "reconcile.after", "1h", "heygen.timeout", "2s");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  @BeforeEach
  void inOrder() {
    providers.clearFaults();
    checkNow();
    awaitOrder();
  }

  private static String address() {
    return node.api().url("/webhooks/heygen").toString();
  }

  private static void checkNow() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      new WebhookSecret(redis).checked(address(), Instant.EPOCH);
    }
  }

  private static Web.Reply heygen(String method, String path, String body) {
    URI url = providers.url("/heygen/v3/webhooks/endpoints" + path);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Web.call(method, url, bytes, "x-api-key", "k", "Content-Type", "application/json");
  }

  private static List<JsonNode> endpoints() {
    List<JsonNode> all = new ArrayList<>();
    heygen("GET", "", "").json().path("data").forEach(all::add);
    return all;
  }

  private static JsonNode state() {
    return Web.get(node.api().url("/api/v1/webhooks")).json().at("/webhooks/0");
  }

  private static void awaitOrder() {
    await()
        .until(
            () ->
                Instant.parse(state().path("checked_at").asText("1970-01-01T00:00:00Z"))
                        .isAfter(Instant.EPOCH)
                    && state().path("state").asText().equals("ok"));
    assertThat(endpoints())
        .hasSize(1)
        .allSatisfy(e -> assertThat(e.path("url").asText()).isEqualTo(address()))
        .allSatisfy(e -> assertThat(e.path("status").asText()).isEqualTo("enabled"))
        .allSatisfy(e -> assertThat(e.path("events")).hasSize(2));
  }

  /** Jobs only end within the test when HeyGen's webhooks are understood. */
  private static void assertWorks() {
    node.api().awaitEnd(node.api().accepted(), "done");
  }

  private static String id() {
    return endpoints().get(0).path("endpoint_id").asText();
  }

  private static String body(String url, String... events) {
    var body = Json.MAPPER.createObjectNode().put("url", url);
    List.of(events).forEach(body.putArray("events")::add);
    return Json.write(body);
  }

  @Test
  void oneThatWasRemovedIsRegisteredAgain() {
    heygen("DELETE", "/" + id(), "");

    checkNow();

    awaitOrder();
    assertWorks();
    assertThat(state().path("repaired").asText()).contains("no endpoint");
  }

  @Test
  void oneThatWasDisabledIsReplaced() {
    String before = id();
    Web.postJson(providers.url("/control/heygen/disable-webhooks"), "");

    checkNow();

    awaitOrder();
    assertWorks();
    assertThat(id()).isNotEqualTo(before);
  }

  @Test
  void oneThatWasChangedIsChangedBack() {
    String before = id();
    heygen("PATCH", "/" + before, body("https://elsewhere.example/hook", "batch.finished"));

    checkNow();

    awaitOrder();
    assertWorks();
    assertThat(id()).isEqualTo(before);
  }

  @Test
  void severalBecomeTheOneWhoseSecretIsKnown() {
    String before = id();
    heygen("POST", "", body(address(), "avatar_video.success"));
    heygen("POST", "", body(address(), "avatar_video.fail"));

    checkNow();

    awaitOrder();
    assertWorks();
    assertThat(id()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'provider':'heygen','call':'webhooks.create','kind':'drop_after','times':2}",
        "{'provider':'heygen','call':'webhooks.create','kind':'malformed','times':1}",
        "{'provider':'heygen','call':'webhooks.create','kind':'status','status':401,'times':1}",
        "{'provider':'heygen','call':'webhooks.list','kind':'status','status':500,'times':2}",
        "{'provider':'heygen','call':'webhooks.create','kind':'hang','times':1}"
      })
  void lostAndRefusedAnswersEndWithOneThatWorks(String fault) {
    heygen("DELETE", "/" + id(), "");
    providers.fault(fault);

    checkNow();

    awaitOrder();
    assertWorks();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'provider':'feed','kind':'delay','times':0}",
        "{'provider':'heygen','call':'webhooks.rotate','kind':'drop_after','times':2}",
        "{'provider':'heygen','call':'webhooks.rotate','kind':'empty','times':1}",
        "{'provider':'heygen','call':'webhooks.rotate','kind':'status','status':503,'times':1}"
      })
  void aSecretIsChangedOnDemandAndNoJobWaits(String fault) {
    String old = RunningNewsreel.webhookSecret();
    providers.fault(fault);
    String id = node.api().accepted();

    Web.Reply reply = Web.postJson(node.api().url("/api/v1/webhooks/rotate"), "");

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    await().until(() -> !RunningNewsreel.webhookSecret().equals(old));
    node.api().awaitEnd(id, "done");
    awaitOrder();
    assertWorks();
  }

  @Test
  void twoNodesWithAddressesOfTheirOwnHaveAnEndpointEach() {
    try (RunningNewsreel other = RunningNewsreel.join(providers)) {
      await()
          .until(
              () -> Web.get(node.api().url("/api/v1/webhooks")).json().at("/webhooks").size() == 2);
      await().until(() -> endpoints().size() == 2);
      List<JsonNode> before = endpoints();

      checkNow();
      await().until(() -> !state().path("checked_at").asText().startsWith("1970"));

      assertThat(endpoints()).isEqualTo(before);
      other.api().awaitEnd(other.api().accepted(), "done");
      String gone = other.api().url("/webhooks/heygen").toString();
      endpoints().stream()
          .filter(e -> e.path("url").asText().equals(gone))
          .forEach(e -> heygen("DELETE", "/" + e.path("endpoint_id").asText(), ""));
    }
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      redis.client().getMap("newsreel:{0}:webhooks:heygen").keySet().stream()
          .map(Object::toString)
          .filter(field -> !field.startsWith(address()))
          .toList()
          .forEach(field -> redis.client().getMap("newsreel:{0}:webhooks:heygen").remove(field));
    }
  }
}
