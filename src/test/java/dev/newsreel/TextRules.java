package dev.newsreel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What no text file of the project may hold. The words are put together from parts, so that this
 * file does not hold them either.
 */
final class TextRules {

  private static final Pattern WORKSPACE =
      Pattern.compile(
          "(?<![\\w.~-])(?:/(?:work|workspace|root|home/\\w+|Users/\\w+|tmp/\\w{1,3})"
              + "|[A-Z]:\\\\Users)[/\\\\]");
  private static final Pattern REGISTRY =
      Pattern.compile(
          Stream.of(
                  List.of("repo1", "maven", "org"),
                  List.of("repo", "maven", "apache", "org"),
                  List.of("central", "sonatype", "com"),
                  List.of("registry", "npmjs", "org"),
                  List.of("registry", "yarnpkg", "com"),
                  List.of("deb", "debian", "org"),
                  List.of("security", "debian", "org"),
                  List.of("pypi", "org"),
                  List.of("files", "pythonhosted", "org"),
                  List.of("static", "crates", "io"),
                  List.of("proxy", "golang", "org"))
              .map(parts -> String.join("\\.", parts))
              .collect(Collectors.joining("|", "(?i)(?:", ")|\\b(?:artifactory|jfrog|nexus)\\.")));
  private static final Pattern WHITE_SPACE = Pattern.compile("\t|[ \t\r]+$");

  private TextRules() {}

  /** Lines that name a folder of somebody's machine or the host of a package registry. */
  static List<String> workplaces(String name, String text) {
    return lines(name, text, Pattern.compile(WORKSPACE + "|" + REGISTRY));
  }

  /** Lines that hold a tab or end in white space. */
  static List<String> whiteSpace(String name, String text) {
    return lines(name, text, WHITE_SPACE);
  }

  private static List<String> lines(String name, String text, Pattern refused) {
    List<String> found = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (refused.matcher(line).find()) {
        found.add(name + ":" + number + ": " + line.strip());
      }
    }
    return found;
  }
}
