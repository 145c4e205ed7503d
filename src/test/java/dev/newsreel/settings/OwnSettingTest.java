package dev.newsreel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSettingTest {

  @TempDir private Path directory;

  private List<String> shown(String file, Map<String, String> environment) throws IOException {
    Files.writeString(directory.resolve("application.properties"), file);
    Settings settings = SettingsLoader.load(directory, environment, Map.of("port", "3001"));
    return OwnSetting.of(settings).stream().map(OwnSetting::line).toList();
  }

  @Test
  void namesEachPlaceAndLeavesOutWhatIsTheDefaultAnyway() throws IOException {
    String file = "host = localhost\nscript.language = en\nport = 1001\nsentry.environment =x\n";

    assertThat(shown(file, Map.of("HEYGEN_SLOTS", "3", "OPENAI_RATE", " auto ")))
        .containsExactly(
            "host = localhost (application.properties)",
            "port = 3001 (a system property)",
            "sentry.environment = x (application.properties)",
            "heygen.slots = 3 (HEYGEN_SLOTS in the environment)");
  }

  @Test
  void showsWhatWasEmptied() throws IOException {
    assertThat(shown("", Map.of("HEYGEN_WEBHOOK_ROTATE", "7d", "BUDGET_VIDEO_USD", "")))
        .containsExactly(
            "port = 3001 (a system property)",
            "heygen.webhook-rotate = 7d (HEYGEN_WEBHOOK_ROTATE in the environment)");
  }

  @Test
  void showsNoSecretWhereverItStands() throws IOException {
    String file =
        """
        heygen.api-key = abc
        openai.api-key = planted-openai
        redis.url = redis://me:planted-redis@news.example
        otlp.endpoint = https://news.example/planted-openai/v1
        camel.vault.hashicorp.token = planted-token
        camel.main.duration-max-seconds = 9
        """;

    assertThat(shown(file, Map.of()))
        .containsExactlyInAnyOrder(
            "port = 3001 (a system property)",
            "heygen.api-key = *** (application.properties)",
            "openai.api-key = *** (application.properties)",
            "redis.url = redis://***@news.example (application.properties)",
            "otlp.endpoint = https://news.example/***/v1 (application.properties)",
            "camel.vault.hashicorp.token = *** (application.properties)",
            "camel.main.duration-max-seconds = 9 (application.properties)");
  }

  @Test
  void cutsALongValue() throws IOException {
    List<String> shown = shown("script.banned = " + "ab, ".repeat(100), Map.of());

    assertThat(shown).last().asString().hasSizeLessThan(260).contains("... (application");
  }
}
