package dev.newsreel.sandbox;

import static dev.newsreel.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeyGenWebhookTest {
  private static final String ENDPOINTS = "/heygen/v3/webhooks/endpoints";
  private static final Duration QUIET = Duration.ofMillis(300);
  private Sandbox sandbox;
  private Caller caller;
  private Receiver receiver;
  private JsonObject endpoint;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(Caller.quick(Map.of("time-scale", "0.1", "heygen.render", "600ms")));
    caller = new Caller(sandbox);
    receiver = new Receiver();
    JsonObject body =
        new JsonObject()
            .put("url", receiver.url())
            .put("events", new JsonArray().add("avatar_video.success").add("avatar_video.fail"));
    endpoint = json(caller.post(ENDPOINTS, body)).getJsonObject("data");
  }

  @AfterEach
  void stop() {
    receiver.close();
    sandbox.close();
  }

  @Test
  void probesTheEndpointAndShowsItsSecretOnce() {
    await().until(() -> receiver.methods.contains("OPTIONS"));

    assertThat(endpoint.getString("secret")).startsWith("whsec_");
    JsonObject listed = json(caller.get(ENDPOINTS)).getJsonArray("data").getJsonObject(0);
    assertThat(listed.getString("secret")).isNull();
  }

  @Test
  void signsTheRawBytesWithTheWholeSecret() throws Exception {
    String id = caller.createVideo("v_42");

    await().until(() -> receiver.messages.size() == 1);

    Receiver.Message message = receiver.messages.get(0);
    assertThat(message.header("Heygen-signature"))
        .isEqualTo(hmac(endpoint.getString("secret"), message.body()));
    long sent = Long.parseLong(message.header("Heygen-timestamp"));
    assertThat(Instant.ofEpochSecond(sent))
        .isCloseTo(
            Instant.now(),
            org.assertj.core.api.Assertions.within(60, java.time.temporal.ChronoUnit.SECONDS));
    JsonObject body = new JsonObject(message.text());
    assertThat(body.getString("event_type")).isEqualTo("avatar_video.success");
    assertThat(body.getString("event_id")).isEqualTo(message.header("Heygen-event-id"));
    assertThat(body.getJsonObject("event_data").getString("video_id")).isEqualTo(id);
    assertThat(body.getJsonObject("event_data").getString("callback_id")).isEqualTo("v_42");
    assertThat(caller.get(body.getJsonObject("event_data").getString("url")).statusCode())
        .isEqualTo(200);
    assertThat(json(caller.get("/heygen/v3/webhooks/events")).getJsonArray("data").size())
        .isEqualTo(1);
  }

  @Test
  void signsWithTheNewSecretAfterARotation() throws Exception {
    JsonObject rotated =
        json(caller.post(
                ENDPOINTS + "/" + endpoint.getString("endpoint_id") + "/rotate-secret", ""))
            .getJsonObject("data");
    caller.createVideo("a");

    await().until(() -> receiver.messages.size() == 1);

    assertThat(rotated.getString("secret")).isNotEqualTo(endpoint.getString("secret"));
    assertThat(receiver.messages.get(0).header("Heygen-signature"))
        .isEqualTo(hmac(rotated.getString("secret"), receiver.messages.get(0).body()));
  }

  @Test
  void repeatsARefusedDeliveryWithTheSameEventId() {
    receiver.answers.add(503);
    receiver.answers.add(500);
    caller.createVideo("a");

    await().until(() -> receiver.messages.size() == 3);

    assertThat(receiver.messages.stream().map(m -> m.header("Heygen-event-id")).distinct())
        .hasSize(1);
    await().during(QUIET).until(() -> receiver.messages.size() == 3);
    assertThat(caller.bill().getJsonObject("webhooks").getInteger("delivered")).isEqualTo(1);
    assertThat(caller.bill().getJsonObject("webhooks").getInteger("failed")).isEqualTo(2);
  }

  @Test
  void tellsOfAFailedRenderAndChargesNothing() {
    caller.fault("{\"provider\":\"heygen\",\"call\":\"create\",\"kind\":\"render_failed\"}");
    String id = caller.createVideo("a");

    await().until(() -> receiver.messages.size() == 1);

    assertThat(receiver.messages.get(0).text()).contains("avatar_video.fail", "\"msg\"");
    assertThat(caller.getVideo(id).getString("failure_code")).isEqualTo("rendering_failed");
    assertThat(caller.bill().getDouble("total_usd")).isZero();
  }

  @Test
  void sendsNoSignatureToACallbackUrl() {
    caller.send(caller.request(ENDPOINTS + "/" + endpoint.getString("endpoint_id")).DELETE());
    caller.post(
        "/heygen/v3/videos", Caller.video("a").put("callback_url", receiver.url() + "?t=1"));

    await().until(() -> receiver.messages.size() == 1);

    assertThat(receiver.messages.get(0).path()).isEqualTo("/hook?t=1");
    assertThat(receiver.messages.get(0).header("Heygen-signature")).isEmpty();
  }

  @Test
  void losesDoublesAndForgesWhatItIsToldTo() {
    caller.fault(webhook("webhook_lost", ",\"times\":1"));
    caller.createVideo("lost");
    await().during(QUIET).until(() -> receiver.messages.isEmpty());

    caller.fault(webhook("webhook_twice", ",\"times\":1"));
    caller.createVideo("twice");
    await().until(() -> receiver.messages.size() == 2);

    caller.fault(webhook("webhook_forged", ",\"times\":1"));
    caller.createVideo("forged");
    await().until(() -> receiver.messages.size() == 4);
    Receiver.Message forged = receiver.messages.get(2);
    assertThat(forged.header("Heygen-signature"))
        .hasSize(64)
        .isNotEqualTo(Signer.sign(endpoint.getString("secret"), forged.body()));
    assertThat(caller.bill().getJsonObject("webhooks").getInteger("lost")).isEqualTo(1);
    assertThat(caller.bill().getJsonObject("webhooks").getInteger("untold")).isEqualTo(1);
    assertThat(caller.bill().getJsonObject("webhooks").getInteger("forged")).isEqualTo(1);
  }

  @Test
  void deliversEarlyLateAndOutOfOrder() {
    caller.fault(webhook("webhook_early", ",\"times\":1"));
    caller.createVideo("early");
    assertThat(receiver.messages).as("delivered before the answer").hasSize(1);

    caller.fault(webhook("webhook_late", ",\"delay\":\"3s\",\"times\":1"));
    caller.createVideo("late");
    await().during(QUIET).until(() -> receiver.messages.size() == 1);
    await().until(() -> receiver.messages.size() == 2);

    caller.fault(webhook("webhook_reorder", ",\"delay\":\"60s\",\"times\":1"));
    caller.createVideo("held");
    await().during(QUIET).until(() -> receiver.messages.size() == 2);
    caller.createVideo("next");
    await().until(() -> receiver.messages.size() == 4);
    assertThat(receiver.messages.get(2).text()).contains("\"callback_id\":\"next\"");
    assertThat(receiver.messages.get(3).text()).contains("\"callback_id\":\"held\"");
  }

  private static String webhook(String kind, String more) {
    return "{\"provider\":\"webhook\",\"call\":\"heygen\",\"kind\":\"" + kind + "\"" + more + "}";
  }

  private static String hmac(String secret, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }
}
