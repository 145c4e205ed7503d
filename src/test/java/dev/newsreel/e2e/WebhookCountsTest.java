package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every webhook is counted by what became of it, and only a genuine one about a job does more. */
class WebhookCountsTest {

  private static final Pattern LINE = Pattern.compile("webhooks_total\\{([^}]*)\\} ([0-9.E]+)");
  private static final String UNKNOWN = "v_00000000000000000000000000";

  private static TestSandbox providers;
  private static RunningNewsreel node;
  private static String job;
  private static String video;
  private static List<String> edges;

  private Map<String, Integer> before;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "webhook.max-bytes", "3000");
    job = node.api().accepted();
    node.api().awaitEnd(job, "done");
    video = node.api().video(job).at("/heygen/video_id").asText();
    edges = node.api().edges(job);
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  @BeforeEach
  void count() {
    before = counts();
  }

  private static Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    Matcher lines = LINE.matcher(node.metrics());
    while (lines.find()) {
      String labels = lines.group(1);
      String name = label(labels, "provider") + " " + label(labels, "result");
      counts.put(name, (int) Double.parseDouble(lines.group(2)));
    }
    return counts;
  }

  private static String label(String labels, String name) {
    Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(labels);
    return matcher.find() ? matcher.group(1) : "";
  }

  private void assertCounted(String what, int times) {
    await().until(() -> counts().get(what) - before.get(what) == times);
    before.put(what, before.get(what) + times);
    assertThat(counts()).isEqualTo(before);
    assertThat(node.api().edges(job)).isEqualTo(edges);
  }

  private static int heygen(SignedWebhook webhook) {
    return webhook.sendTo(node.api().url("/webhooks/heygen"));
  }

  private static SignedWebhook signed(String body) {
    return SignedWebhook.of(body, RunningNewsreel.webhookSecret());
  }

  private static int submagic(String token, String body) {
    URI door = node.api().url("/webhooks/submagic/" + token);
    return Web.postJson(door, body).status();
  }

  @Test
  void anEventThatWeDoNotAskForIsTakenAndCounted() {
    String gif =
        "{\"event_type\":\"avatar_video_gif.success\",\"event_data\":{\"video_id\":\"v\"}}";

    assertThat(heygen(signed(gif))).isEqualTo(200);

    assertCounted("heygen unknown_event", 1);
  }

  @Test
  void aJobThatWeDoNotKnowIsCounted() {
    assertThat(heygen(signed(SignedWebhook.success(UNKNOWN, "hv-9")))).isEqualTo(200);
    assertThat(heygen(signed(SignedWebhook.success("somebody else's", "hv-9")))).isEqualTo(200);

    assertCounted("heygen unknown_job", 2);
  }

  @Test
  void aReplayIsCountedAndDoesNothing() {
    String body = SignedWebhook.success(job, video).replace("\"evt_", "\"evt_replay_");
    assertThat(heygen(signed(body))).isEqualTo(200);
    assertCounted("heygen accepted", 1);

    assertThat(heygen(signed(body))).isEqualTo(200);
    assertThat(heygen(signed(body).secondsAway(-200))).isEqualTo(200);

    assertCounted("heygen repeated", 2);
  }

  @Test
  void aForgedOneIsCounted() {
    String body = SignedWebhook.success(job, video);

    assertThat(heygen(SignedWebhook.of(body, "another"))).isEqualTo(401);
    assertThat(heygen(signed(body).withBody(body.replace(":", ": ")))).isEqualTo(401);
    assertThat(heygen(signed(body).withBody(body.substring(1)))).isEqualTo(401);
    assertThat(heygen(SignedWebhook.of(body, " "))).isEqualTo(401);

    assertCounted("heygen forged", 4);
  }

  @Test
  void anUnsignedOneIsCounted() {
    SignedWebhook genuine = signed(SignedWebhook.success(job, video));

    assertThat(heygen(genuine.withSignature(null))).isEqualTo(401);
    assertThat(heygen(genuine.withTimestamp(null))).isEqualTo(401);

    assertCounted("heygen unsigned", 2);
  }

  @Test
  void aStaleOneIsCounted() {
    SignedWebhook genuine = signed(SignedWebhook.success(job, video));

    assertThat(heygen(genuine.secondsAway(-301))).isEqualTo(401);
    assertThat(heygen(genuine.secondsAway(330))).isEqualTo(401);
    assertThat(heygen(genuine.withTimestamp("yesterday"))).isEqualTo(401);

    assertCounted("heygen stale", 3);
  }

  @Test
  void aHugeOneIsCounted() {
    String huge =
        SignedWebhook.success(job, video).replace("}}", "},\"x\":\"" + "y".repeat(3000) + "\"}");

    assertThat(heygen(signed(huge))).isEqualTo(413);
    assertCounted("heygen too_large", 1);

    assertThat(submagic("x", huge)).isEqualTo(413);
    assertCounted("submagic too_large", 1);
  }

  @Test
  void whatCannotBeReadIsCounted() {
    assertThat(heygen(signed("no JSON"))).isEqualTo(200);
    assertThat(heygen(signed("[".repeat(2500)))).isEqualTo(200);
    assertCounted("heygen malformed", 2);

    assertThat(submagic(job + ".1.AAAAAAAAAAAAAAAAAAAAAA", "{}")).isEqualTo(400);
    assertCounted("submagic malformed", 1);
  }

  @Test
  void aTokenThatIsNotOursIsCounted() {
    String news = "{\"projectId\":\"p-1\",\"status\":\"completed\"}";

    assertThat(submagic(job + ".1.AAAAAAAAAAAAAAAAAAAAAA", news)).isEqualTo(404);
    assertThat(submagic(UNKNOWN + ".1.AAAAAAAAAAAAAAAAAAAAAA", news)).isEqualTo(404);
    assertThat(submagic("x", news)).isEqualTo(404);

    assertCounted("submagic unknown_token", 3);
  }

  @Test
  void probesAndOtherMethodsAreNotCounted() {
    URI door = node.api().url("/webhooks/heygen");

    assertThat(Web.get(door).status()).isEqualTo(200);
    assertThat(Web.call("PUT", door, new byte[] {1}).status()).isEqualTo(405);

    assertThat(counts()).isEqualTo(before);
  }
}
