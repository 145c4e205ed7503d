package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.e2e.MetricsDoc.Row;
import dev.newsreel.e2e.Scrape.Sample;
import dev.newsreel.watch.Lately;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is documented is there, and what is there is documented: after a run with some faults. */
class MetricsDocTest {

  private static final MetricsDoc DOC = MetricsDoc.read();
  private static final int MOST_VALUES = 60;

  private static TestSandbox providers;
  private static RunningNewsreel node;
  private static Scrape scrape;

  @BeforeAll
  static void run() {
    providers = TestSandbox.start();
    String feed = providers.url("/feed.xml").toString();
    node = RunningNewsreel.start(providers, "sandbox.feed", feed, "reconcile.after", "300ms");
    // The jobs of the feed must not meet the faults that are meant for one.
    await().until(() -> node.api().videos().size() == 4);
    node.api().videos().forEach(v -> node.api().awaitEnd(v.path("id").asText(), "done"));
    endsWith("'provider':'openai','kind':'refusal'", "held");
    endsWith("'provider':'heygen','call':'create','kind':'render_failed','times':1", "failed");
    endsWith("'provider':'openai','kind':'status','status':500,'times':1", "done");
    endsWith("'provider':'heygen','call':'create','kind':'status','status':500,'times':1", "done");
    endsWith(
        "'provider':'submagic','call':'create','kind':'status','status':402,'times':1", "done");
    endsWith("'provider':'webhook','call':'heygen','kind':'webhook_lost','times':1", "done");
    endsWith("'provider':'openai','kind':'length','times':1", "done");
    scrape = Scrape.of(node.metrics());
  }

  private static void endsWith(String fault, String ending) {
    providers.fault("{" + fault + "}");
    node.api().awaitEnd(node.api().accepted(), ending);
    providers.clearFaults();
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static Set<String> shown() {
    return scrape.figures().keySet().stream()
        .filter(name -> !name.matches("(jvm|process|system)_.*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everythingThatIsShownIsDocumented() {
    assertThat(DOC.rows().keySet()).containsAll(shown());
  }

  @Test
  void everythingThatIsDocumentedIsShown() {
    Set<String> expected = new TreeSet<>(DOC.rows().keySet());
    expected.removeIf(name -> DOC.rows().get(name).later());

    assertThat(shown()).containsAll(expected);
  }

  @Test
  void whatAppearsLaterIsInTheProgram() throws IOException {
    String program = program();

    DOC.rows().keySet().stream()
        .filter(name -> DOC.rows().get(name).later())
        .forEach(
            name -> {
              String ours = name.replaceAll("_(total|seconds)$", "").replace('_', '.');
              assertThat(program.contains(ours)).as(name).isTrue();
            });
  }

  private static String program() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void typesAndLabelsAreAsDocumented() {
    for (String name : shown()) {
      Row row = DOC.rows().get(name);
      assertThat(scrape.figures().get(name)).as(name).isEqualTo(row.type());
      for (Sample sample : scrape.samples(name)) {
        Set<String> labels = new TreeSet<>(sample.labels().keySet());
        labels.remove("le");
        assertThat(labels).as(name).isEqualTo(row.labels());
      }
    }
  }

  @Test
  void labelsHaveFewAndPlainValues() {
    Map<String, Set<String>> values = new TreeMap<>();
    for (String name : shown()) {
      for (Sample sample : scrape.samples(name)) {
        sample
            .labels()
            .forEach(
                (label, value) ->
                    values.computeIfAbsent(name + " " + label, l -> new TreeSet<>()).add(value));
      }
    }

    values.forEach(
        (label, found) -> {
          assertThat(found).as(label).hasSizeLessThan(MOST_VALUES);
          assertThat(found).as(label).allMatch(v -> v.matches("[+A-Za-z0-9_. -]{1,60}"));
        });
  }

  @Test
  void manyScrapesAreOneLookAtRedis() {
    double before = looks();
    long begin = System.nanoTime();

    for (int i = 0; i < 10; i++) {
      node.metrics();
    }

    double more = looks() - before;
    Duration fresh = Lately.Terms.ofFigures().fresh();
    long periods = Duration.ofNanos(System.nanoTime() - begin).dividedBy(fresh);
    assertThat(more).as("looks in %d periods", periods).isLessThanOrEqualTo(3.0 + periods);
  }

  private static double looks() {
    Scrape now = Scrape.of(node.metrics());
    return now.sum("redis_scripts_seconds_count", "script", "figures.lua");
  }
}
