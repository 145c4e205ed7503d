package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However webhooks come, a job ends the same. The node would reconcile only after minutes, so that
 * every job that ends here has been woken by a webhook.
 */
class WebhookTest {

  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "reconcile.after", "10m");
  }

  @AfterEach
  void clearFaults() {
    providers.clearFaults();
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "webhook_early, heygen",
    "webhook_early, submagic",
    "webhook_twice, heygen",
    "webhook_twice, submagic",
    "webhook_late, heygen",
    "webhook_late, submagic",
    "webhook_forged, heygen",
    "webhook_forged, submagic"
  })
  void oneVideoIsMadeHoweverTheWebhookComes(String kind, String provider) {
    providers.fault(
        "{'provider':'webhook','call':'%s','kind':'%s','delay':'400ms'}".formatted(provider, kind));

    String id = node.api().accepted();

    node.api().awaitEnd(id, "done");
    assertBoughtOnce(id);
    await().during(Duration.ofMillis(150)).until(() -> node.api().edges(id).contains("published"));
    assertThat(node.api().edges(id)).containsOnlyOnce("published").doesNotContain("failed");
  }

  @Test
  void aFalseProjectIdThatComesBeforeTheOrdersAnswerDoesNotUndoTheOrder() {
    providers.fault(
        "[{'provider':'submagic','call':'create','kind':'delay','delay':'400ms','times':1},"
            + "{'provider':'webhook','call':'submagic','kind':'webhook_forged','times':1}]");

    String id = node.api().accepted();

    node.api().awaitEnd(id, "done");
    assertBoughtOnce(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heygen", "submagic"})
  void webhooksThatOvertakeEachOtherReachTheirOwnJobs(String provider) {
    providers.fault(
        "{'provider':'webhook','call':'%s','kind':'webhook_reorder','delay':'400ms','times':2}"
            .formatted(provider));

    List<String> ids = IntStream.range(0, 4).mapToObj(i -> node.api().accepted()).toList();

    ids.forEach(id -> node.api().awaitEnd(id, "done"));
    ids.forEach(WebhookTest::assertBoughtOnce);
  }

  @Test
  void onlyAGenuineWebhookWakesAJob() {
    Lost lost = lostVideo();
    SignedWebhook genuine = lost.webhook();
    String body = genuine.body();
    List<SignedWebhook> refused =
        List.of(
            SignedWebhook.of(body, "whsec_another"),
            genuine.withSignature(null),
            genuine.withSignature(""),
            genuine.withSignature("nonsense"),
            genuine.withSignature(genuine.signature().substring(2)),
            genuine.withTimestamp(null),
            genuine.withTimestamp("now"),
            genuine.secondsAway(-600),
            genuine.secondsAway(600),
            genuine.withBody(body.replace(":", ": ")),
            genuine.withBody(body + "\n"),
            genuine.withBody(""));

    List<Integer> answers = refused.stream().map(w -> w.sendTo(heygenDoor())).toList();
    List<String> edges = node.api().edges(lost.job());
    int accepted = genuine.sendTo(heygenDoor());

    assertThat(answers).containsOnly(401);
    assertThat(edges).endsWith("ordered");
    assertThat(accepted).isEqualTo(200);
    node.api().awaitEnd(lost.job(), "done");
    assertBoughtOnce(lost.job());
  }

  @Test
  void theRawBytesAreWhatIsSigned() {
    Lost lost = lostVideo();
    String odd = lost.webhook().body().replace(",", " ,\r\n\t").replace("{", "{ ");

    int answer = SignedWebhook.of(odd, RunningNewsreel.webhookSecret()).sendTo(heygenDoor());

    assertThat(answer).isEqualTo(200);
    node.api().awaitEnd(lost.job(), "done");
  }

  @Test
  void aReplayedWebhookChangesNothing() {
    Lost lost = lostVideo();
    SignedWebhook genuine = lost.webhook();
    List<Integer> answers = new ArrayList<>();
    IntStream.range(0, 5).forEach(i -> answers.add(genuine.sendTo(heygenDoor())));
    node.api().awaitEnd(lost.job(), "done");
    List<String> edges = node.api().edges(lost.job());

    IntStream.range(0, 3).forEach(i -> answers.add(genuine.sendTo(heygenDoor())));
    String renamed = genuine.body().replace("\"evt_", "\"evt_again_");
    answers.add(SignedWebhook.of(renamed, RunningNewsreel.webhookSecret()).sendTo(heygenDoor()));

    assertThat(answers).containsOnly(200);
    await().during(Duration.ofMillis(300)).until(() -> node.api().edges(lost.job()).equals(edges));
    assertBoughtOnce(lost.job());
  }

  @Test
  void aWebhookThatSaysMoreThanIsTrueWakesButIsNotBelieved() {
    providers.fault("{'provider':'heygen','call':'create','kind':'render_failed','times':1}");
    Lost lost = lostVideo();

    int answer = lost.webhook().sendTo(heygenDoor());

    assertThat(answer).isEqualTo(200);
    var failed = node.api().awaitEnd(lost.job(), "failed");
    assertThat(failed.at("/failure/code").asText()).isEqualTo("video_failed");
    assertThat(providers.projectsOf(lost.job())).isZero();
  }

  @Test
  void aGenuineWebhookThatNamesAnotherJobsVideoIsNotJoined() {
    Lost mine = lostVideo();
    Lost other = lostVideo();
    String crossed =
        SignedWebhook.success(mine.job(), other.video()).replace("\"evt_", "\"evt_crossed_");

    int answer = SignedWebhook.of(crossed, RunningNewsreel.webhookSecret()).sendTo(heygenDoor());

    assertThat(answer).isEqualTo(200);
    await()
        .during(Duration.ofMillis(300))
        .until(() -> node.api().video(mine.job()).path("status").asText().equals("rendering"));
    mine.webhook().sendTo(heygenDoor());
    other.webhook().sendTo(heygenDoor());
    assertThat(node.api().awaitEnd(mine.job(), "done").at("/heygen/video_id").asText())
        .isEqualTo(mine.video());
    node.api().awaitEnd(other.job(), "done");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_type\":\"avatar_video_gif.success\",\"event_data\":{\"video_id\":\"v\"}}",
        "{\"event_type\":\"something.new\",\"event_data\":{}}",
        "{\"event_type\":\"avatar_video.success\",\"event_data\":{\"video_id\":\"unknown\"}}",
        "{\"event_type\":\"avatar_video.success\",\"event_data\":"
            + "{\"video_id\":\"unknown\",\"callback_id\":\"v_00000000000000000000000000\"}}",
        "{\"event_type\":\"avatar_video.success\",\"event_data\":"
            + "{\"video_id\":\"unknown\",\"callback_id\":\"somebody else's\"}}",
        "{}",
        "[]",
        "no JSON"
      })
  void signedNewsThatConcernsNoJobIsTakenWithoutEffect(String body) {
    int before = node.api().videos().size();

    int answer = SignedWebhook.of(body, RunningNewsreel.webhookSecret()).sendTo(heygenDoor());

    assertThat(answer).isEqualTo(200);
    assertThat(node.api().videos()).hasSize(before);
  }

  @Test
  void submagicsDoorOpensForItsOwnTokensOnly() {
    String id = node.api().accepted();
    node.api().awaitEnd(id, "done");
    List<String> edges = node.api().edges(id);
    String news = "{\"projectId\":\"p-1\",\"status\":\"completed\"}";

    for (String token : List.of("x", id, id + ".1.AAAAAAAAAAAAAAAAAAAAAA", id + ".9.", "..")) {
      Web.Reply answer = Web.postJson(door("/webhooks/submagic/" + token), news);
      assertThat(answer.status()).as(token).isEqualTo(404);
    }
    for (String body : List.of("", "{}", "no JSON", "{\"projectId\":\"../../v3/users/me\"}")) {
      Web.Reply answer = Web.postJson(door("/webhooks/submagic/" + id + ".1.AAAA"), body);
      assertThat(answer.status()).as(body).isIn(400, 404);
    }
    assertThat(node.api().edges(id)).isEqualTo(edges);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/webhooks/heygen", "/webhooks/submagic/v_1.1.abc"})
  void bothDoorsAnswerProbes(String path) {
    for (String method : List.of("OPTIONS", "GET", "HEAD")) {
      assertThat(Web.call(method, door(path), new byte[0]).status()).as(method).isEqualTo(200);
    }
  }

  /** A job whose video is finished, and nobody has told. */
  private record Lost(String job, String video) {

    SignedWebhook webhook() {
      String body = SignedWebhook.success(job, video);
      return SignedWebhook.of(body, RunningNewsreel.webhookSecret());
    }
  }

  private static Lost lostVideo() {
    providers.fault("{'provider':'webhook','call':'heygen','kind':'webhook_lost','times':1}");
    String job = node.api().accepted();
    String video =
        await()
            .pollInterval(Duration.ofMillis(20))
            .until(() -> node.api().video(job).at("/heygen/video_id").asText(), v -> !v.isEmpty());
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !providers.video(video).path("completed_at").isNull());
    return new Lost(job, video);
  }

  private static URI heygenDoor() {
    return door("/webhooks/heygen");
  }

  private static URI door(String path) {
    return node.api().url(path);
  }

  private static void assertBoughtOnce(String id) {
    assertThat(providers.videosOf(id)).as("videos of %s", id).isEqualTo(1);
    assertThat(providers.projectsOf(id)).as("projects of %s", id).isEqualTo(1);
  }
}
