package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One provider takes every call and never answers, or a few bytes at a time, and more jobs want it
 * than there are workers. All else goes on: the other providers' steps, the API, health, webhooks.
 */
class BulkheadTest {

  private static final Duration QUICK = Duration.ofSeconds(4);
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Set<String> ENDED = Set.of("done", "failed", "held", "cancelled");

  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node =
        RunningNewsreel.start(
            providers,
            "openai.timeout",
            "6s",
            "heygen.timeout",
            "6s",
            "submagic.timeout",
            "6s",
            "script.attempts",
            "100",
            "video.attempts",
            "100",
            "captions.attempts",
            "100",
            "openai.workers",
            "4",
            "heygen.workers",
            "4",
            "submagic.workers",
            "4",
            "reconcile.after",
            "10m");
  }

  @AfterEach
  void awaitQuiet() {
    providers.clearFaults();
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                node.api().videos().stream()
                    .allMatch(v -> ENDED.contains(v.path("status").asText())));
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "openai, hang, openai.chat",
    "heygen, hang, heygen.create",
    "heygen, slow_drip, heygen.create",
    "submagic, hang, submagic.create"
  })
  void aHangingProviderSlowsNothingElse(String provider, String kind, String call) {
    String rendering = untold("heygen", "/heygen/video_id");
    String captioning = untold("submagic", "/submagic/project_id");
    SignedWebhook news = news(rendering);
    String project = node.api().video(captioning).at("/submagic/project_id").asText();
    URI door = URI.create(providers.project(project).path("webhookUrl").asText());
    int before = providers.requests(call);
    providers.fault("{'provider':'%s','kind':'%s','delay':'1s'}".formatted(provider, kind));
    List<String> jobs = IntStream.range(0, 12).mapToObj(i -> node.api().accepted()).toList();
    await().pollInterval(TICK).until(() -> providers.requests(call) > before);

    assertQuick("health", () -> node.health().status() == 200);
    assertQuick("a new job", () -> node.api().postArticle().status() == 202);
    assertQuick("a job", () -> node.api().video(jobs.get(0)).has("status"));
    assertQuick("HeyGen's webhook", () -> news.sendTo(node.api().url("/webhooks/heygen")) == 200);
    assertQuick("Submagic's webhook", () -> told(door, project) == 200);
    assertOthersGoOn(provider, jobs, List.of(rendering, captioning));
    providers.clearFaults();
    node.api().awaitEnd(rendering, "done");
    node.api().awaitEnd(captioning, "done");
  }

  /** Returns a job whose video, or captioned video, is finished, and nobody has told. */
  private static String untold(String provider, String pointer) {
    providers.fault(
        "{'provider':'webhook','call':'%s','kind':'webhook_lost','times':1}".formatted(provider));
    String id = node.api().accepted();
    await().pollInterval(TICK).until(() -> node.api().video(id).at(pointer).isTextual());
    return id;
  }

  private static SignedWebhook news(String job) {
    String video = node.api().video(job).at("/heygen/video_id").asText();
    await().pollInterval(TICK).until(() -> !providers.video(video).path("completed_at").isNull());
    return SignedWebhook.of(SignedWebhook.success(job, video), RunningNewsreel.webhookSecret());
  }

  private static void assertOthersGoOn(String hanging, List<String> jobs, List<String> told) {
    if (hanging.equals("openai")) {
      told.forEach(id -> node.api().awaitEnd(id, "done"));
      return;
    }
    // The first of the two waits for HeyGen, the other one for Submagic.
    boolean heygen = hanging.equals("heygen");
    jobs.forEach(id -> node.api().awaitStatus(id, heygen ? "rendering" : "captioning"));
    if (heygen) {
      node.api().awaitEnd(told.get(1), "done");
    } else {
      node.api().awaitStatus(told.get(0), "captioning");
    }
  }

  private static int told(URI captions, String project) {
    return Web.postJson(captions, "{\"projectId\":\"" + project + "\",\"status\":\"completed\"}")
        .status();
  }

  private static void assertQuick(String what, Supplier<Boolean> call) {
    long begun = System.nanoTime();
    assertThat(call.get()).as(what).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(what).isLessThan(QUICK);
  }
}
