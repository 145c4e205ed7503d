package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation says of the API stands in the contract, too. */
class ApiDocTest {

  private static final Path CONTRACT = Path.of("src/main/resources/dev/newsreel/door/openapi.yaml");
  private static final Pattern CALL =
      Pattern.compile("`(?:GET|POST) (/(?:api/v1|api/workflow|webhooks)[^`?]*)[^`]*`");
  private static final Pattern CODE = Pattern.compile("(?m)^\\| [45]\\d\\d \\| `([a-z_]+)` \\|");

  @ParameterizedTest
  @ValueSource(strings = {"docs/api.md", "README.md", "docs/money.md"})
  void everyCallThatIsNamedIsDescribed(String file) throws IOException {
    TreeSet<String> described = new TreeSet<>(all(CONTRACT, Pattern.compile("(?m)^  (/\\S+):$")));

    assertThat(all(Path.of(file), CALL)).isNotEmpty().allMatch(described::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = "docs/api.md")
  void everyCodeThatIsNamedIsDescribed(String file) throws IOException {
    String contract = Files.readString(CONTRACT);

    assertThat(all(Path.of(file), CODE))
        .isNotEmpty()
        .allMatch(code -> contract.matches("(?s).*\\b" + code + "\\b.*"));
  }

  private static List<String> all(Path file, Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(m -> m.group(1)).toList();
  }
}
