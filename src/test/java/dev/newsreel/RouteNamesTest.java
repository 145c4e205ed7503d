package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the check of routes knows of our objects and doors is what Java binds and calls. */
class RouteNamesTest {

  private static final Path JAVA = Path.of("src/main/java");
  private static final Pattern CALLED = Pattern.compile("\\.to\\(\"direct:([\\w-]+)\"\\)");
  private static final Pattern BEGUN = Pattern.compile("from\\(\"direct:([\\w-]+)\"\\)");
  private static final Pattern STAGE = Pattern.compile("- from: direct ([\\w-]+)");

  @Test
  void itKnowsTheObjectsThatAreBound() throws IOException {
    Set<String> bound =
        ProjectRoutes.read(Path.of("routes"), Path.of("application.properties"), JAVA).javaBeans();

    assertThat(bound).containsAll(table().stringPropertyNames());
  }

  private static Properties table() throws IOException {
    Properties table = new Properties();
    try (InputStream in = RouteNamesTest.class.getResourceAsStream("routes/beans.properties")) {
      table.load(in);
    }
    return table;
  }

  @Test
  void itKnowsTheRoutesThatDoorsCall() throws IOException {
    Set<String> called = found(CALLED);
    called.removeAll(found(BEGUN));
    String table = Files.readString(Path.of("src/main/resources/dev/newsreel/routes/flow.yaml"));
    Set<String> stages = new TreeSet<>();
    STAGE.matcher(table).results().forEach(stage -> stages.add(stage.group(1)));
    stages.remove("park-job");

    assertThat(called).isNotEmpty().isEqualTo(stages);
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : ProjectRoutes.filesIn(JAVA, ".java")) {
      pattern.matcher(Files.readString(file)).results().forEach(m -> names.add(m.group(1)));
    }
    return names;
  }
}
