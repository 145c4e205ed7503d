package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who takes traces and errors may be silent, broken or away: no job waits for them. */
class DeafListenersTest {

  private static final int JOBS = 6;
  private static final String ERRORS = "/api/1/envelope/";
  private static final String TRACES = "/v1/traces";

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "NONSENSE"})
  void costNoJobAnything(Ingest.Manner manner) throws Exception {
    try (TestSandbox providers = TestSandbox.start();
        Ingest ingest = Ingest.start(manner)) {
      RunningNewsreel node = RunningNewsreel.start(providers, settings(ingest));
      try {
        letJobsEnd(providers, node);
        await().until(() -> !ingest.sentTo(ERRORS).isEmpty());
        await().until(() -> !ingest.sentTo(TRACES).isEmpty());
        letJobsEnd(providers, node);
      } finally {
        stops(node);
      }
    }
  }

  private static String[] settings(Ingest ingest) {
    String dsn = ingest.url("/1").toString().replace("//", "//test-key@");
    return new String[] {"otlp.endpoint", ingest.url(TRACES).toString(), "sentry.dsn", dsn};
  }

  @Test
  void mayBeAway() throws Exception {
    String[] settings;
    try (Ingest gone = Ingest.start()) {
      settings = settings(gone);
    }
    try (TestSandbox providers = TestSandbox.start()) {
      RunningNewsreel node = RunningNewsreel.start(providers, settings);
      try {
        letJobsEnd(providers, node);
      } finally {
        stops(node);
      }
    }
  }

  private static void letJobsEnd(TestSandbox providers, RunningNewsreel node) {
    providers.fault("{'provider':'openai','kind':'refusal','times':1}");
    Api api = node.api();
    List<String> ids = Stream.generate(api::accepted).limit(JOBS).toList();
    List<String> endings =
        ids.stream().map(id -> api.awaitEnd(id).path("status").asText()).sorted().toList();
    assertThat(endings).containsOnly("done", "held").contains("done", "held");
  }

  // Sentry and the traces have two and three seconds for what is left.
  private static void stops(RunningNewsreel node) throws Exception {
    CompletableFuture.runAsync(node::close)
        .get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
  }
}
