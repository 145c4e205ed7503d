package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The diagrams of {@code docs/architecture.md} show what is there, and nothing else. */
class ArchitectureDocTest {

  private static final Path DOC = Path.of("docs/architecture.md");
  private static final Path MAIN = Path.of("src/main/java/dev/newsreel");
  private static final Pattern QUEUE = Pattern.compile("\\[\\(([\\w-]+)\\)]");
  private static final Pattern CALLED = Pattern.compile("\\[\\[([\\w-]+)]]");
  private static final Pattern ARROW =
      Pattern.compile("(?m)^  ([\\w-]+)\\S* ==> ([\\w-]+)\\[?\\[?");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

  @Test
  void flowShowsEveryQueueAndEveryCalledRoute() throws IOException {
    String flow = section("## The flow");

    assertThat(found(QUEUE, flow)).isEqualTo(begins("redis-stream"));
    assertThat(found(CALLED, flow)).isEqualTo(begins("direct"));
  }

  @Test
  void flowShowsEveryCallFromRouteToRouteAndNoOther() throws IOException {
    Set<String> known = new TreeSet<>(begins("redis-stream"));
    known.addAll(begins("direct"));
    Set<String> shown = new TreeSet<>();
    ARROW
        .matcher(section("## The flow"))
        .results()
        .filter(m -> known.contains(m.group(1)) && known.contains(m.group(2)))
        .forEach(m -> shown.add(m.group(1) + " ==> " + m.group(2)));

    assertThat(shown).isEqualTo(calls());
  }

  @Test
  void packagesAreDrawnAsTheirLayersAllow() throws IOException {
    String right = new PackageDiagram(packages()).text();

    assertThat(section("## Packages"))
        .withFailMessage("The diagram of packages in %s must be:%n%n%s", DOC, right)
        .contains(right);
  }

  @Test
  void everyPackageIsExplainedAndNoOther() throws IOException {
    assertThat(found(ROW, section("## Packages"))).isEqualTo(packages());
  }

  private static String section(String heading) throws IOException {
    String doc = Files.readString(DOC);
    int from = doc.indexOf(heading + "\n");
    assertThat(from).as(heading).isNotNegative();
    int end = doc.indexOf("\n## ", from + 1);
    return end < 0 ? doc.substring(from) : doc.substring(from, end);
  }

  private static Set<String> packages() throws IOException {
    try (Stream<Path> parts = Files.list(MAIN)) {
      return new TreeSet<>(
          parts.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList());
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return new TreeSet<>(pattern.matcher(text).results().map(m -> m.group(1)).toList());
  }

  private static List<RouteShape> routes() throws IOException {
    return RouteShape.in(Path.of("routes"));
  }

  private static Set<String> begins(String scheme) throws IOException {
    Set<String> names = new TreeSet<>();
    routes().stream().filter(r -> r.scheme().equals(scheme)).forEach(r -> names.add(r.begin()));
    return names;
  }

  private static Set<String> calls() throws IOException {
    Set<String> calls = new TreeSet<>();
    routes().forEach(r -> r.calls().forEach(other -> calls.add(r.begin() + " ==> " + other)));
    return calls;
  }
}
