package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} says what the table of settings and the defaults say. */
class SettingsDocTest {

  private static final Path DOC = Path.of("docs/settings.md");
  private static final Path README = Path.of("README.md");
  private static final String HEAD =
      """
      | Setting | Default | Environment | Values | What it does |
      |---|---|---|---|---|
      """;

  @Test
  void docHoldsEverySettingWithItsDefault() throws IOException {
    String doc = Files.readString(DOC);
    int from = doc.indexOf(HEAD.lines().findFirst().orElseThrow());
    String found = from < 0 ? "" : doc.substring(from);

    assertThat(found)
        .withFailMessage("The table of %s must be, to the end of the file:%n%n%s", DOC, table())
        .isEqualTo(table());
  }

  @Test
  void readmeNamesOnlySettingsThatExistWithTheirDefaults() throws IOException {
    List<String> rows = rows();

    assertThat(Files.readAllLines(README).stream().filter(l -> l.matches("\\| `[a-z.-]+` \\|.*")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(rows).anyMatch(row -> row.startsWith(threeCells(line))));
  }

  private static String threeCells(String line) {
    String[] cells = line.split("\\|", -1);
    return String.join("|", List.of(cells).subList(0, 4)) + "|";
  }

  private static String table() throws IOException {
    return HEAD + String.join("\n", rows()) + "\n";
  }

  private static List<String> rows() throws IOException {
    Settings defaults = SettingsLoader.load(Path.of(""), Map.of(), Map.of());
    Properties kinds = new Properties();
    try (InputStream in = Setting.class.getResourceAsStream("settings.properties")) {
      kinds.load(in);
    }
    return Setting.all().stream()
        .map(s -> row(s, defaults.text(s.name()), values(kinds.getProperty(s.name()))))
        .toList();
  }

  private static String values(String entry) {
    String kind = entry.substring(0, entry.indexOf('|')).strip();
    return kind.contains("?") ? kind.replace("?", "") + ", or empty" : kind;
  }

  private static String row(Setting setting, String value, String values) {
    String shown = value.isEmpty() ? "" : "`" + value + "`";
    return "| `%s` | %s | `%s` | %s | %s |"
        .formatted(setting.name(), shown, setting.environmentName(), values, setting.about());
  }
}
