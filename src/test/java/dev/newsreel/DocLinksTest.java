package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever follows a link of the documentation arrives, and finds every page from its index. */
class DocLinksTest {

  private static final Path INDEX = Path.of("docs/README.md");

  @Test
  void everyLinkLeadsToAPageAndAHeading() throws IOException {
    List<String> broken = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      for (String link : page.links()) {
        if (!leadsSomewhere(page, link)) {
          broken.add(page.path() + ": " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyPathThatIsNamedExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      page.paths().stream()
          .filter(path -> !Files.exists(Path.of(path)))
          .forEach(path -> missing.add(page.path() + ": " + path));
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void indexNamesEveryPageOfTheFolder() throws IOException {
    List<String> named = DocPage.read(INDEX).links();

    assertThat(DocPage.all())
        .filteredOn(page -> page.path().startsWith("docs") && !page.path().equals(INDEX))
        .extracting(page -> page.path().getFileName().toString())
        .isNotEmpty()
        .allMatch(named::contains);
  }

  @Test
  void seesAHeadingThatIsNotThere() throws IOException {
    DocPage page = DocPage.read(INDEX);

    assertThat(leadsSomewhere(page, "redis.md#keys")).isTrue();
    assertThat(leadsSomewhere(page, "redis.md#no-such-heading")).isFalse();
    assertThat(leadsSomewhere(page, "no-such-page.md")).isFalse();
  }

  private static boolean leadsSomewhere(DocPage page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
    return Files.exists(target)
        && (parts.length == 1 || DocPage.read(target).anchors().contains(parts[1]));
  }
}
