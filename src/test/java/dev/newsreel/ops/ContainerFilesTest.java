package dev.newsreel.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.newsreel.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files for containers and for systemd speak of settings and files that exist. */
class ContainerFilesTest {

  private static final Pattern NAME = Pattern.compile("\\b([A-Z][A-Z_]+)=");

  private final List<String> settings =
      Setting.all().stream().map(Setting::environmentName).toList();

  private static JsonNode compose() throws IOException {
    return yaml("compose.yaml");
  }

  private static JsonNode yaml(String file) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(Path.of(file).toFile());
  }

  private static List<String> namesIn(String file, String line) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(text -> text.startsWith(line))
        .flatMap(text -> NAME.matcher(text).results())
        .map((MatchResult result) -> result.group(1))
        .toList();
  }

  @Test
  void everyVariableIsASetting() throws IOException {
    List<String> names = new ArrayList<>(namesIn("Dockerfile", "ENV"));
    names.addAll(namesIn("ops/systemd/newsreel.service", "Environment="));
    for (String file : List.of("compose.yaml", "compose.sandbox.yaml")) {
      yaml(file).at("/services/newsreel/environment").fieldNames().forEachRemaining(names::add);
    }

    assertThat(names).hasSizeGreaterThan(15);
    names.remove("Environment");
    assertThat(settings).containsAll(names);
  }

  @Test
  void allAreForProductionButTheSandbox() throws IOException {
    assertThat(compose().at("/services/newsreel/environment/PROFILE").asText())
        .isEqualTo("production");
    assertThat(yaml("compose.sandbox.yaml").at("/services/newsreel/environment/PROFILE").asText())
        .isEqualTo("development");
    assertThat(Files.readString(Path.of("ops/systemd/newsreel.service")))
        .contains("Environment=PROFILE=production");
    assertThat(Files.readString(Path.of("ops/kubernetes/deployment.yaml")))
        .contains("{name: PROFILE, value: production}");
  }

  @Test
  void everythingThatIsCopiedOrMountedIsThere() throws IOException {
    List<String> sources = new ArrayList<>(List.of("ops/java-modules"));
    for (JsonNode service : compose().path("services")) {
      service.path("volumes").forEach(volume -> sources.add(volume.asText().split(":", 2)[0]));
    }
    sources.removeIf(source -> compose(source));

    assertThat(sources)
        .hasSizeGreaterThan(2)
        .allSatisfy(source -> assertThat(Path.of(source)).exists());
  }

  private static boolean compose(String name) {
    try {
      return compose().path("volumes").has(name);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whoStopsNewsreelLeavesItTheTimeItNeeds() throws IOException {
    int needed = 25;
    assertThat(Files.readString(Path.of("application.properties")))
        .contains("camel.main.shutdown-timeout = " + needed);
    assertThat(compose().at("/services/newsreel/stop_grace_period").asText()).isEqualTo("35s");
    assertThat(Files.readString(Path.of("ops/systemd/newsreel.service")))
        .contains("TimeoutStopSec=35");
    assertThat(Files.readString(Path.of("ops/kubernetes/deployment.yaml")))
        .contains("terminationGracePeriodSeconds: 35");
  }
}
