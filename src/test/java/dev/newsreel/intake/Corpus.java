package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Public feed files beside the project, when they are there, and a tally of how they were read. */
final class Corpus {
  private final String kind;
  private final List<String> failures = new ArrayList<>();
  private final Map<String, int[]> tally = new TreeMap<>();
  private int passed;

  Corpus(String kind) {
    this.kind = kind;
  }

  /** The folder's files of that ending; skips the test when the folder is not there. */
  static List<Path> files(String folder, String ending) {
    Path root = Path.of(System.getProperty("newsreel.feeds", "../shared/feeds")).resolve(folder);
    assumeTrue(Files.isDirectory(root), "no corpus at " + root);
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  void check(Path file, String what, Object expected, Object found) {
    if (Objects.equals(expected, found)) {
      pass(what);
    } else {
      fail(file, what + ": expected " + shortly(expected) + " but read " + shortly(found));
    }
  }

  /** Counts one that is as it should be, under the first word of what it is. */
  void pass(String what) {
    count(what)[0]++;
    passed++;
  }

  void fail(Path file, String reason) {
    count(reason)[1]++;
    failures.add(file.getParent().getFileName() + "/" + file.getFileName() + " " + reason);
  }

  void assertAtMostFailed(int most) {
    System.out.printf("corpus %s: %d passed, %d failed%n", kind, passed, failures.size());
    tally.forEach((what, n) -> System.out.printf("  %-20s %4d of %d%n", what, n[0], n[0] + n[1]));
    failures.forEach(failure -> System.out.println("  " + failure));
    assertThat(passed).as("anything checked").isPositive();
    assertThat(failures).hasSizeLessThanOrEqualTo(most);
  }

  private int[] count(String what) {
    return tally.computeIfAbsent(what.replaceFirst("[ :].*", ""), none -> new int[2]);
  }

  private static String shortly(Object value) {
    String text = String.valueOf(value).replace("\n", "\\n");
    return "'" + text.substring(0, Math.min(text.length(), 120)) + "'";
  }
}
