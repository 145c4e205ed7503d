package dev.newsreel;

import dev.newsreel.check.RouteFile;
import dev.newsreel.check.RouteSet;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a folder of route files with the property, bean and route names they may use. */
final class ProjectRoutes {

  private static final Pattern JAVA_BEAN =
      Pattern.compile("(?:@BindToRegistry\\((?:value\\s*=\\s*)?|\\bbind\\(\\s*)\"([^\"]+)\"");
  private static final Pattern JAVA_ROUTE = Pattern.compile("\\brouteId\\(\\s*\"([^\"]+)\"");

  private ProjectRoutes() {}

  /**
   * Reads all {@code *.camel.yaml} of a folder.
   *
   * @param routes the folder; one that does not exist has no files
   * @param properties the file with the defaults
   * @param java the folder whose Java sources bind beans and name routes; may not exist
   */
  static RouteSet read(Path routes, Path properties, Path java) throws IOException {
    List<RouteFile> files = new ArrayList<>();
    for (Path path : filesIn(routes, ".camel.yaml")) {
      files.add(RouteFile.read(path));
    }
    Properties defaults = new Properties();
    try (Reader reader = Files.newBufferedReader(properties)) {
      defaults.load(reader);
    }
    Set<String> beans = named(JAVA_BEAN, java);
    return new RouteSet(files, defaults.stringPropertyNames(), beans, named(JAVA_ROUTE, java));
  }

  /** All files below a folder whose name ends so, sorted; none when there is no folder. */
  static List<Path> filesIn(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(p -> p.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static Set<String> named(Pattern pattern, Path java) throws IOException {
    Set<String> names = new HashSet<>();
    for (Path path : filesIn(java, ".java")) {
      pattern.matcher(Files.readString(path)).results().forEach(m -> names.add(m.group(1)));
    }
    return names;
  }
}
