package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trace of a job that one node began and another ended. */
@Tag("process")
class TraceTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";

  private final Ingest collector = Ingest.start();
  private TestSandbox providers;
  private Path directory;
  private Map<String, String> settings;
  private Api api;

  @BeforeEach
  void prepare() {
    providers = TestSandbox.start("heygen.render", "1h");
    directory = NewsreelProcess.directory();
    settings = providers.environment();
    int port = Web.freePort();
    settings.put("PORT", Integer.toString(port));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    settings.put("RECONCILE_AFTER", "1s");
    settings.put("RECONCILE_DEADLINE", "60s");
    settings.put("SUBMAGIC_UNKNOWN_WAIT", "2s");
    settings.put("HEYGEN_WEBHOOK_CHECK", "300ms");
    settings.put("LOG_LEVEL", "WARN");
    settings.put("OTLP_ENDPOINT", collector.url("/v1/traces").toString());
    api = new Api(URI.create("http://127.0.0.1:" + port));
  }

  @AfterEach
  void clean() throws IOException {
    providers.close();
    collector.close();
    NewsreelProcess.clean(directory);
  }

  @Test
  void isOneAndWholeAlthoughANodeWasKilledMeanwhile() {
    String id;
    try (NewsreelProcess first = started()) {
      id = accepted();
      api.awaitEdge(id, "ordered");
      first.kill();
    }
    try (NewsreelProcess second = started()) {
      providers.endRenders();
      api.awaitEnd(id, "done");
      assertThat(second.isAlive()).isTrue();
      assertThat(second.output().lines().filter(line -> line.contains(" INFO ")))
          .as("log.level is that of routes, too")
          .allMatch(line -> line.contains(" INFO  newsreel "));
    }

    List<SentSpan> spans = collector.spans();
    assertTree(spans);
    assertThat(spans.stream().map(SentSpan::name))
        .contains("script", "write script", "video", "render", "captions", "caption", "publish");
    SentSpan render = named(spans, "render");
    assertThat(render.millis()).as("the provider's time").isGreaterThanOrEqualTo(1000);
    assertThat(render.attributes())
        .containsEntry("newsreel.provider", "heygen")
        .containsKey("newsreel.provider_id");
    assertThat(spans.stream().map(s -> s.attributes().get("newsreel.node")).distinct())
        .as("nodes")
        .hasSize(2);
  }

  private static void assertTree(List<SentSpan> spans) {
    Map<String, SentSpan> byId =
        spans.stream().collect(Collectors.toMap(SentSpan::id, Function.identity()));
    assertThat(spans).allSatisfy(s -> assertThat(s.trace()).isEqualTo(TRACE));
    List<SentSpan> tops = spans.stream().filter(s -> s.parent().equals(CALLER)).toList();
    assertThat(tops).hasSize(1);
    for (SentSpan span : spans) {
      SentSpan above = byId.get(span.parent());
      if (!span.equals(tops.get(0))) {
        assertThat(above).as("the parent of " + span.name()).isNotNull();
        assertThat(span.from()).as(span.name()).isBetween(above.from(), span.to());
        assertThat(span.to()).as(span.name()).isLessThanOrEqualTo(above.to());
      }
    }
  }

  private static SentSpan named(List<SentSpan> spans, String name) {
    return spans.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private String accepted() {
    byte[] body =
        Api.article("A bridge", "A bridge over the river was opened. ".repeat(9))
            .getBytes(StandardCharsets.UTF_8);
    return Web.call(
            "POST",
            api.url("/api/v1/videos"),
            body,
            "Content-Type",
            "application/json",
            "traceparent",
            "00-" + TRACE + "-" + CALLER + "-01")
        .json()
        .path("id")
        .asText();
  }

  private NewsreelProcess started() {
    NewsreelProcess process = NewsreelProcess.start(directory, settings);
    process.awaitReady(api);
    return process;
  }
}
