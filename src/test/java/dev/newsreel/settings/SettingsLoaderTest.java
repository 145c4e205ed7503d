package dev.newsreel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

  @TempDir private Path directory;

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("application.properties"), text);
  }

  @Test
  void takesEachValueFromTheFirstPlaceThatHasIt() throws IOException {
    write("port = 1001\nmanagement-port = 1002\nhost = localhost\n");
    Map<String, String> environment = Map.of("PORT", "2001", "MANAGEMENT_PORT", "2002");

    Settings settings = SettingsLoader.load(directory, environment, Map.of("port", "3001"));

    assertThat(settings.text("port")).isEqualTo("3001");
    assertThat(settings.text("management-port")).isEqualTo("2002");
    assertThat(settings.text("host")).isEqualTo("localhost");
    assertThat(settings.text("script.language")).isEqualTo("en");
  }

  @Test
  void refusesBadValuesFromTheEnvironmentAndUnknownNamesFromTheFile() throws IOException {
    write("heygen.avatarid = av-1\n");

    assertThatThrownBy(
            () -> SettingsLoader.load(directory, Map.of("HEYGEN_TIMEOUT", "soon"), Map.of()))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("heygen.timeout (HEYGEN_TIMEOUT) is \"soon\"")
        .hasMessageContaining("heygen.avatarid is not a setting; did you mean heygen.avatar-id?");
  }

  @Test
  void caresNothingForOtherVariables() {
    Settings settings = SettingsLoader.load(directory, Map.of("PATH", "/bin"), Map.of());

    assertThat(settings.values()).doesNotContainKey("path");
  }

  @Test
  void saysWhenTheFileCannotBeRead() throws IOException {
    write("host = \\u00zz\n");

    assertThatThrownBy(() -> SettingsLoader.load(directory, Map.of(), Map.of()))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("application.properties");
  }

  @Test
  void findsADefaultForEverySettingAndASettingForEveryDefault() throws IOException {
    Properties defaults = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
      defaults.load(reader);
    }
    Set<String> named =
        defaults.stringPropertyNames().stream()
            .filter(n -> !n.startsWith("camel."))
            .collect(Collectors.toSet());
    List<String> table = Setting.all().stream().map(Setting::name).toList();

    assertThat(table).doesNotHaveDuplicates();
    assertThat(named).containsExactlyInAnyOrderElementsOf(table);
    assertThat(Setting.all()).allSatisfy(s -> assertThat(s.about()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HOST",
        "PORT",
        "MANAGEMENT_PORT",
        "PUBLIC_BASE_URL",
        "REDIS_URL",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "HEYGEN_API_KEY",
        "HEYGEN_BASE_URL",
        "SUBMAGIC_API_KEY",
        "SUBMAGIC_BASE_URL",
        "HEYGEN_AVATAR_ID",
        "HEYGEN_VOICE_ID",
        "RECONCILE_AFTER",
        "SUBMAGIC_UNKNOWN_WAIT",
        "SUBMAGIC_SOURCE",
        "PUBLISH_TO",
        "EGRESS_ALLOW",
        "LOG_LEVEL"
      })
  void keepsTheNamesThatAreAContract(String environmentName) {
    assertThat(Setting.all()).extracting(Setting::environmentName).contains(environmentName);
  }
}
