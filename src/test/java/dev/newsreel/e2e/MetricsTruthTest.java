package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After many jobs on two nodes, with faults, the figures are what the providers have counted. */
@Tag("campaign")
class MetricsTruthTest {

  private static final int JOBS = Integer.getInteger("metrics.jobs", 1000);
  private static final int PAGE = 200;
  private static final double CENT = 0.01;
  private static final String TEXT =
      " has a new ferry, and many people came to see it. The band played until noon, and the mayor"
          + " promised to keep it for the children. Next spring the council wants to count them all.";

  private static TestSandbox providers;
  private static List<RunningNewsreel> nodes;
  private static List<Scrape> scrapes;

  @BeforeAll
  static void run() {
    providers = TestSandbox.start("heygen.slots", "100");
    String[] settings = settings();
    nodes =
        List.of(
            RunningNewsreel.start(providers, settings), RunningNewsreel.join(providers, settings));
    List.of(
            "'provider':'openai','kind':'status','status':500,'rate':0.03",
            "'provider':'openai','kind':'refusal','rate':0.02",
            "'provider':'heygen','call':'create','kind':'status','status':500,'rate':0.05",
            "'provider':'heygen','call':'create','kind':'render_failed','rate':0.03",
            "'provider':'submagic','call':'create','kind':'render_failed','rate':0.03",
            "'provider':'webhook','kind':'webhook_lost','rate':0.05")
        .forEach(rule -> providers.fault("{" + rule + "}"));
    String rows = IntStream.range(0, JOBS).mapToObj(i -> row()).collect(Collectors.joining(","));
    Web.Reply answer =
        Web.postJson(nodes.get(0).api().url("/api/v1/batches"), "{\"videos\":[" + rows + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    await().atMost(Duration.ofMinutes(4)).until(() -> ended() == JOBS);
    awaitRest();
  }

  // What a node counts it counts a moment after it is stored.
  private static void awaitRest() {
    await()
        .pollInterval(Duration.ofSeconds(3))
        .until(
            () -> {
              List<Double> before = scrapes == null ? List.of() : counted();
              scrapes = nodes.stream().map(RunningNewsreel::metrics).map(Scrape::of).toList();
              return counted().equals(before);
            });
  }

  private static List<Double> counted() {
    return Stream.of(
            "video_success_total",
            "video_failure_total",
            "video_held_total",
            "spend_usd_total",
            "provider_answers_total",
            "webhooks_total")
        .map(MetricsTruthTest::sum)
        .toList();
  }

  // A busy machine must lose no answer: what is lost is on the bill, but cannot be known.
  private static String[] settings() {
    List<String> settings =
        new ArrayList<>(List.of("heygen.slots", "100", "reconcile.after", "1s"));
    for (String stage : List.of("script", "video", "captions")) {
      settings.addAll(List.of(stage + ".attempts", "1000", stage + ".patience", "1h"));
    }
    for (String side : List.of("openai", "heygen", "submagic", "publish", "feed")) {
      settings.addAll(List.of(side + ".timeout", "30s"));
    }
    settings.addAll(List.of("submagic.unknown-wait", "1m", "connect.timeout", "5s"));
    return settings.toArray(String[]::new);
  }

  private static String row() {
    String name = "Town " + UUID.randomUUID();
    return Api.article(name, name + TEXT);
  }

  private static double ended() {
    Scrape now = Scrape.of(nodes.get(0).metrics());
    return now.sum(
        "videos", s -> List.of("done", "failed", "held").contains(s.labels().get("status")));
  }

  @AfterAll
  static void stop() {
    nodes.forEach(RunningNewsreel::close);
    providers.close();
  }

  private static double sum(String name) {
    return scrapes.stream().mapToDouble(scrape -> scrape.sum(name)).sum();
  }

  private static double sum(String name, String label, String value) {
    return scrapes.stream().mapToDouble(scrape -> scrape.sum(name, label, value)).sum();
  }

  private static double bill(String pointer) {
    return providers.bill(pointer);
  }

  @Test
  void everyJobWasStartedOnceAndEndedOnce() {
    assertThat(sum("video_started_total")).isEqualTo(JOBS);
    assertThat(sum("video_success_total") + sum("video_failure_total") + sum("video_held_total"))
        .isEqualTo(JOBS);
    assertThat(sum("video_duration_seconds_count")).isEqualTo(sum("video_success_total"));
    assertThat(sum("video_failure_total"))
        .isEqualTo(bill("/heygen/failed") + bill("/submagic/failed"));
  }

  @Test
  void causesAreThoseOfTheJobs() {
    Map<String, Double> causes = new TreeMap<>();
    for (String status : List.of("failed", "held")) {
      for (JsonNode video : all(status)) {
        causes.merge(status + " " + video.at("/failure/code").asText(), 1.0, Double::sum);
      }
    }

    assertThat(causes).hasSizeGreaterThan(2);
    causes.forEach(
        (cause, count) -> {
          String[] parts = cause.split(" ", 2);
          String name = parts[0].equals("failed") ? "video_failure_total" : "video_held_total";
          assertThat(sum(name, "code", parts[1])).as(cause).isEqualTo(count);
        });
  }

  private static List<JsonNode> all(String status) {
    String query = "/api/v1/videos?limit=" + PAGE + "&status=" + status;
    JsonNode page = Web.get(nodes.get(0).api().url(query)).json().path("videos");
    assertThat(page.size()).isBetween(1, PAGE - 1);
    return IntStream.range(0, page.size()).mapToObj(page::get).toList();
  }

  @Test
  void moneyIsTheBill() {
    for (String provider : List.of("openai", "heygen", "submagic")) {
      assertThat(sum("spend_usd_total", "provider", provider))
          .as(provider)
          .isCloseTo(bill("/" + provider + "/usd"), within(CENT));
    }
    assertThat(sum("video_cost_usd_count")).isEqualTo(sum("video_success_total"));
  }

  @Test
  void answersAndRetriesAreThoseThatTheProvidersGave() {
    assertThat(sum("provider_answers_total", "provider", "heygen"))
        .isEqualTo(bill("/heygen/completed") + bill("/heygen/failed"));
    assertThat(sum("provider_answers_total", "provider", "submagic"))
        .isEqualTo(bill("/submagic/completed") + bill("/submagic/failed"));
    assertThat(sum("provider_answers_total", "learnt", "asked"))
        .as("who is busy asks before it is told")
        .isGreaterThanOrEqualTo(bill("/webhooks/untold"));
    double refused = providers.requests("heygen.create") - bill("/heygen/videos");
    assertThat(sum("heygen_retry_total")).isEqualTo(refused).isPositive();
  }

  @Test
  void webhooksThatCameAreThoseThatWereDelivered() {
    double refused =
        sum("webhooks_total", "result", "unsigned")
            + sum("webhooks_total", "result", "forged")
            + sum("webhooks_total", "result", "stale");

    assertThat(refused).isZero();
    assertThat(sum("webhooks_total")).isEqualTo(bill("/webhooks/delivered"));
    assertThat(sum("webhook_delay_seconds_count"))
        .as("each answer that a webhook told has a delay")
        .isEqualTo(sum("provider_answers_total", "learnt", "webhook"));
  }

  @Test
  void stagesAreMeasuredOnceForEachJob() {
    double renders =
        scrapes.stream()
            .mapToDouble(
                scrape ->
                    scrape.sum(
                        "video_stage_duration_seconds_count",
                        s ->
                            s.labels().get("stage").equals("render")
                                && s.labels().get("part").equals("provider")))
            .sum();

    assertThat(renders).isEqualTo(bill("/heygen/completed"));
  }
}
