package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Routes are edited while jobs flow. */
@Tag("process")
class RouteReloadTest {

  private static final String VIDEO = "3-video.camel.yaml";

  private final TestSandbox providers =
      TestSandbox.start("heygen.render", "300ms", "openai.reply", "100ms", "heygen.slots", "50");
  private final Path directory = NewsreelProcess.directory();
  private final String good = read(VIDEO);
  private NewsreelProcess process;
  private Api api;
  private String management;

  @BeforeEach
  void start() {
    int port = Web.freePort();
    management = "http://127.0.0.1:" + Web.freePort();
    Map<String, String> settings = providers.environment();
    settings.put("PORT", Integer.toString(port));
    settings.put("MANAGEMENT_PORT", management.replaceFirst(".*:", ""));
    settings.put("ROUTES_RELOAD", "on");
    settings.put("RECONCILE_AFTER", "1s");
    settings.put("RETRY_FIRST", "100ms");
    settings.put("HEYGEN_WEBHOOK_CHECK", "300ms");
    api = new Api(URI.create("http://127.0.0.1:" + port));
    process = NewsreelProcess.start(directory, settings);
    process.awaitReady(api);
  }

  @AfterEach
  void stop() throws IOException {
    process.close();
    providers.close();
    NewsreelProcess.clean(directory);
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve("routes").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String file, String text) {
    try {
      Files.writeString(directory.resolve("routes").resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // As editors do: a new file takes the place of the old one.
  private void save(String file, String text) {
    try {
      Path fresh = directory.resolve("routes/." + file + ".new");
      Files.writeString(fresh, text);
      Files.move(
          fresh,
          directory.resolve("routes").resolve(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode routes() {
    JsonNode health = Web.get(URI.create(management + "/observe/health?data=true")).json();
    for (JsonNode check : health.path("checks")) {
      if (check.path("name").asText().equals("routes")) {
        return check.path("data");
      }
    }
    throw new AssertionError(health);
  }

  private static ConditionFactory soon() {
    return await().pollInterval(Duration.ofMillis(100));
  }

  /** Waits for so many, or one more where two saves were seen one by one; returns how many. */
  private int awaitReloads(int count) {
    soon()
        .until(
            () ->
                routes().path("reloads").asInt() >= count
                    && routes().path("state").asText().equals("good"));
    return routes().path("reloads").asInt();
  }

  private void awaitRefusal(String words) {
    soon()
        .untilAsserted(
            () ->
                assertThat(routes().path("refused.1").asText(routes().toString())).contains(words));
  }

  private String telling(int number) {
    return good.replace("avatar video ended", "avatar video ended (" + number + ")");
  }

  @Test
  void jobsFlowThroughSixEditsAndEachIsBoughtOnce() {
    assertThatJobsFlowThrough(3);
  }

  @Test
  @Tag("campaign")
  void jobsFlowThroughTwentyEditsAndEachIsBoughtOnce() {
    assertThatJobsFlowThrough(10);
  }

  /** So many edits are refused, and as many are taken up. */
  private void assertThatJobsFlowThrough(int edits) {
    List<String> ids = new ArrayList<>();
    int taken = 0;
    for (int i = 0; i < edits; i++) {
      ids.add(api.accepted());
      ids.add(api.accepted());
      save(VIDEO, telling(-i).replace("method: claim", "method: request"));
      awaitRefusal("heyGen.claim must come before it");
      ids.add(api.accepted());
      save(VIDEO, telling(i));
      taken = awaitReloads(taken + 1);
    }

    soon().until(() -> ids.stream().allMatch(id -> status(id).equals("done")));
    assertThat(ids).hasSize(3 * edits);
    assertThat(ids).allSatisfy(id -> assertThat(providers.videosOf(id)).isEqualTo(1));
    assertThat(ids).allSatisfy(id -> assertThat(providers.projectsOf(id)).isEqualTo(1));
    assertThat(process.output()).contains("avatar video ended (");
  }

  private String status(String id) {
    return api.video(id).path("status").asText();
  }

  @Test
  void twoSavesAHalfWrittenFileAndAFileThatIsTakenAway() throws IOException {
    write(VIDEO, telling(1));
    write(VIDEO, telling(2));
    int taken = awaitReloads(1);

    write(VIDEO, good.substring(0, good.length() / 2));
    awaitRefusal(VIDEO);
    write(VIDEO, telling(3));
    taken = awaitReloads(taken + 1);

    Files.delete(directory.resolve("routes").resolve(VIDEO));
    awaitRefusal("no route begins at redis-stream video");
    assertThat(Web.get(URI.create(management + "/observe/metrics")).text())
        .containsPattern("routes_refused [1-9]");
    write(VIDEO, telling(3));
    soon().until(() -> routes().path("state").asText().equals("good"));
    assertThat(routes().path("reloads").asInt()).as("it is what runs").isEqualTo(taken);
    api.awaitEnd(api.accepted(), "done");
  }

  @Test
  void routesComeAndGoAndWhatCamelCannotStartIsTakenBack() {
    String own =
        """
        - route:
            id: own-route
            description: A route of one's own
            routeConfigurationId: error-handling
            from:
              id: own-start
              description: Now and then
              uri: timer
              parameters:
                timerName: own
                %s
              steps:
                - log:
                    id: own-log
                    description: Tell
                    message: "own route was here"
        """;
    save("9-own.camel.yaml", own.formatted("delay: 1"));
    awaitReloads(1);
    soon().until(() -> process.output().contains("own route was here"));

    save("9-own.camel.yaml", own.formatted("colour: red"));
    awaitRefusal("Camel does not take the changed routes");
    api.awaitEnd(api.accepted(), "done");

    save("9-own.camel.yaml", own.formatted("delay: 2"));
    awaitReloads(2);
    assertThat(directory.resolve("routes/9-own.camel.yaml").toFile().delete()).isTrue();
    awaitReloads(3);
    api.awaitEnd(api.accepted(), "done");
  }

  @Test
  void everyRouteOfTheFlowCanBeReplacedWhileItWorks() {
    List<String> ids = new ArrayList<>();
    int taken = 0;
    for (String files :
        List.of(
            "1-intake 1-fetch 2-script",
            "4-captions 4-read-captions 5-publish",
            "6-reconcile 7-webhooks",
            "0-error-handling")) {
      ids.add(api.accepted());
      ids.add(api.accepted());
      for (String name : files.split(" ", -1)) {
        String file = name + ".camel.yaml";
        String text = read(file);
        save(file, text.replaceAll("(?m)^    description: (.*)$", "    description: $1, still"));
      }
      taken = awaitReloads(taken + 1);
    }

    soon().until(() -> ids.stream().allMatch(id -> status(id).equals("done")));
    assertThat(ids).allSatisfy(id -> assertThat(providers.videosOf(id)).isEqualTo(1));
    assertThat(ids).allSatisfy(id -> assertThat(providers.projectsOf(id)).isEqualTo(1));
  }
}
