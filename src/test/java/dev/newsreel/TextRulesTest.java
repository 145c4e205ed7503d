package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file of the project tells where it was written, and sources have no stray white space. */
class TextRulesTest {

  private static final Map<String, String> FILES = new TreeMap<>();

  @BeforeAll
  static void readTheProject() throws IOException, InterruptedException {
    FILES.clear();
    for (Path path : ProjectFiles.list(Path.of(""))) {
      byte[] bytes = Files.readAllBytes(path);
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.indexOf('\0') < 0) {
        FILES.put(path.toString().replace('\\', '/'), text);
      }
    }
  }

  @Test
  void noFileNamesAWorkplace() {
    List<String> found = new ArrayList<>();
    FILES.forEach((name, text) -> found.addAll(TextRules.workplaces(name, text)));

    assertThat(found).isEmpty();
  }

  @Test
  void noSourceHasTabsOrTrailingWhiteSpace() {
    List<String> found = new ArrayList<>();
    FILES.forEach(
        (name, text) -> {
          if (name.startsWith("src/")) {
            found.addAll(TextRules.whiteSpace(name, text));
          }
        });

    assertThat(found).isEmpty();
  }

  @Test
  void readsTheWholeProjectButNoBuildOutput() {
    assertThat(FILES).containsKeys("pom.xml", "LICENSE", "src/test/resources/bad-routes.txt");
    assertThat(FILES.keySet()).noneMatch(name -> name.startsWith("target/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"work", "root", "home/ann", "Users/ann", "tmp/h"})
  void refusesTheFolderOfAMachine(String folder) {
    String text = "fine\nsee /" + folder + "/newsreel";

    assertThat(TextRules.workplaces("a.md", text))
        .containsExactly("a.md:2: see /" + folder + "/newsreel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"repo1.maven", "registry.npmjs", "DEB.debian"})
  void refusesTheHostOfARegistry(String host) {
    assertThat(TextRules.workplaces("a.md", "https://" + host + ".org/x")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://maven.apache.org/POM/4.0.0", "https://example.org/work/a", "./work/a"})
  void takesOrdinaryAddresses(String text) {
    assertThat(TextRules.workplaces("a.md", text)).isEmpty();
  }

  @Test
  void refusesTabsAndTrailingWhiteSpace() {
    assertThat(TextRules.whiteSpace("a", "a\n  b\n")).isEmpty();
    assertThat(TextRules.whiteSpace("a", "a\tb\nc \nd\r\n")).hasSize(3);
  }

  @Test
  void listsFilesOfAFolderThatIsNoRepository() throws IOException, InterruptedException {
    Path folder = Path.of("src", "test", "resources", "routes-sample");

    assertThat(ProjectFiles.walk(folder)).contains(folder.resolve("sample.properties"));
  }
}
