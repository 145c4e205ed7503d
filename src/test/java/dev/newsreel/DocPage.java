package dev.newsreel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of the documentation.
 *
 * @param path where it is
 * @param lines its lines
 */
public record DocPage(Path path, List<String> lines) {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern PATH =
      Pattern.compile("`((?:docs|ops|routes|src|\\.ci)/[\\w./-]+[\\w/-])`");
  private static final Pattern COMMAND =
      Pattern.compile("(?:\\$ )?((?:mvn|java|curl|docker|kubectl|sudo|redis-cli|cp|mv) .*)");

  /** Reads all pages: those at the root, then those of {@code docs/}. */
  public static List<DocPage> all() throws IOException {
    List<DocPage> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(read(Path.of(name)));
    }
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        pages.add(read(file));
      }
    }
    return pages;
  }

  /** Reads one page. */
  public static DocPage read(Path path) throws IOException {
    return new DocPage(path, Files.readAllLines(path));
  }

  /** Returns where its links lead that are no addresses of the web, as they are written. */
  public List<String> links() {
    return found(LINK).filter(link -> !link.matches("(https?|mailto):.*")).toList();
  }

  /** Returns the paths of the project that it names in code style. */
  public List<String> paths() {
    return found(PATH).toList();
  }

  /** Returns the names by which links reach its headings. */
  public Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    boolean code = false;
    for (String line : lines) {
      code ^= line.startsWith("```");
      if (!code && line.matches("#{1,6} .*")) {
        String text = line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
        anchors.add(text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
      }
    }
    return anchors;
  }

  /**
   * Returns the commands of its blocks of code, each on one line, without what is said about them.
   */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      code ^= lines.get(i).startsWith("```");
      boolean block = code || lines.get(i).startsWith("    ");
      Matcher command = COMMAND.matcher(lines.get(i).strip());
      if (block && command.matches()) {
        commands.add(whole(command.group(1), i + 1).replaceFirst("(\\s+# |\\s{4,}).*", ""));
      }
    }
    return commands;
  }

  // A backslash at the end, or a quotation that is open, goes on in the next line.
  private String whole(String begin, int next) {
    StringBuilder command = new StringBuilder(begin);
    for (int i = next; i < lines.size(); i++) {
      boolean cut = command.charAt(command.length() - 1) == '\\';
      if (!cut && command.chars().filter(c -> c == '\'').count() % 2 == 0) {
        break;
      }
      command.setLength(command.length() - (cut ? 1 : 0));
      command.append(' ').append(lines.get(i).strip());
    }
    return command.toString();
  }

  private Stream<String> found(Pattern pattern) {
    return lines.stream()
        .flatMap(line -> pattern.matcher(line).results().map(match -> match.group(1)));
  }
}
