package dev.newsreel.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How well near copies are told from other stories; docs/scripts.md shows these figures. */
class FingerprintTest {

  private static final double SHARE = 0.5;
  private static final int ROUNDS = 20;
  private static final String HEAD =
      "(Wire service) This report was sent to our readers earlier today and has been updated since.";
  private static final String TAIL =
      "Follow us for more news from the region. All rights reserved. Reproduction of this text,"
          + " even in part, is permitted with written consent of the publisher only.";
  private static final List<String> STORIES = stories();

  private static List<String> stories() {
    try {
      return List.of(
              Files.readString(Path.of("src/test/resources/stories/stories.txt"))
                  .split("(?m)^= ", -1))
          .stream()
          .filter(story -> !story.isBlank())
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String titled(String story) {
    return story.substring(story.indexOf('|') + 1).strip();
  }

  private static String text(String story) {
    return story.substring(story.indexOf('\n') + 1).strip();
  }

  /** Changes a share of the words. */
  private static String changed(String text, double share, Random dice) {
    String[] words = text.split(" ", -1);
    if (words.length < 20) {
      return text.substring(0, text.length() - 20) + "新的词语在这里";
    }
    for (int i = 0; i < Math.round(words.length * share); i++) {
      words[dice.nextInt(words.length)] = "word" + dice.nextInt(1000);
    }
    return String.join(" ", words);
  }

  private static Map<String, BiFunction<String, Random, String>> variations() {
    Map<String, BiFunction<String, Random, String>> all = new LinkedHashMap<>();
    all.put("same", (s, dice) -> titled(s));
    all.put("other headline", (s, dice) -> "Quite another headline over it\n" + text(s));
    all.put("boilerplate", (s, dice) -> titled(s) + "\n" + TAIL);
    all.put("boilerplate at both ends", (s, dice) -> HEAD + "\n" + text(s) + "\n" + TAIL);
    all.put("3 % of words", (s, dice) -> changed(titled(s), 0.03, dice));
    all.put("6 % of words", (s, dice) -> changed(titled(s), 0.06, dice));
    all.put(
        "headline, 3 % of words, boilerplate",
        (s, dice) -> "Another headline\n" + changed(text(s), 0.03, dice) + "\n" + TAIL);
    all.put("a fifth left out", (s, dice) -> text(s).substring(0, text(s).length() * 4 / 5));
    all.put(
        "case and punctuation",
        (s, dice) -> titled(s).toUpperCase(java.util.Locale.ROOT).replaceAll("[.,:]", " -"));
    return all;
  }

  /**
   * Returns whether two are alike, and would be compared at all: three numbers in a row are equal.
   */
  private static boolean meet(Fingerprint one, Fingerprint other) {
    boolean compared = false;
    for (int i = 0; i < one.marks().length(); i += 12) {
      compared |= one.marks().regionMatches(i, other.marks(), i, 12);
    }
    return compared && likeness(one, other) >= SHARE;
  }

  // The share of numbers that both have; Redis counts them in the same way.
  private static double likeness(Fingerprint one, Fingerprint other) {
    double same = 0;
    for (int i = 0; i < one.marks().length(); i += 4) {
      same += one.marks().regionMatches(i, other.marks(), i, 4) ? 1 : 0;
    }
    return same / Fingerprint.NUMBERS;
  }

  private static Fingerprint print(String text) {
    return Fingerprint.of(text).orElseThrow();
  }

  @Test
  void knowsNearCopies() {
    Map<String, Double> recall = new TreeMap<>();
    variations()
        .forEach(
            (name, variation) -> {
              double found = 0;
              for (String story : STORIES) {
                for (int i = 0; i < ROUNDS; i++) {
                  String copy = variation.apply(story, new Random(i));
                  found += meet(print(copy), print(titled(story))) ? 1 : 0;
                }
              }
              recall.put(name, found / (STORIES.size() * ROUNDS));
            });

    System.out.println("near copies found at " + SHARE + ": " + recall);
    assertThat(recall.values()).as(recall.toString()).allMatch(r -> r > 0.9);
    assertThat(recall.get("same")).isEqualTo(1);
    assertThat(recall.get("other headline")).as(recall.toString()).isEqualTo(1);
    assertThat(recall.get("case and punctuation")).isEqualTo(1);
    assertThat(recall.values().stream().mapToDouble(r -> r).average().orElse(0))
        .as(recall.toString())
        .isGreaterThan(0.98);
  }

  @Test
  void takesNoStoryForAnotherNotEvenOneThatIsRetold() {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < STORIES.size(); i++) {
      for (int j = 0; j < i; j++) {
        String one = HEAD + "\n" + titled(STORIES.get(i)) + "\n" + TAIL;
        String other = HEAD + "\n" + titled(STORIES.get(j)) + "\n" + TAIL;
        all.add(likeness(print(one), print(other)));
      }
    }

    System.out.println(
        "likest other stories: " + all.stream().sorted().skip(all.size() - 5).toList());
    assertThat(all).allMatch(likeness -> likeness < 0.35, all.toString());
  }

  /** Real articles, where a corpus of feeds lies beside the project. */
  @Test
  void takesNoRealArticleForAnother() throws IOException {
    Path root = Path.of(System.getProperty("newsreel.feeds", "../shared/feeds")).resolve("real");
    assumeTrue(Files.isDirectory(root), "no corpus at " + root);
    Map<String, Fingerprint> prints = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".serde.json")).toList()) {
        for (JsonNode entry : Json.tree(Files.readAllBytes(file)).path("entries")) {
          String body = entry.at("/content/body").asText(entry.at("/summary/content").asText(""));
          String text = body.replaceAll("<[^>]*>|&\\w+;", " ");
          Fingerprint.of(text).ifPresent(p -> prints.putIfAbsent(text, p));
        }
      }
    }

    List<String> near = nearPairs(List.copyOf(prints.entrySet()));

    System.out.println(prints.size() + " real articles, near pairs: " + near.size());
    near.forEach(System.out::println);
    assertThat(near).hasSizeLessThanOrEqualTo(prints.size() / 20);
  }

  private static List<String> nearPairs(List<Map.Entry<String, Fingerprint>> all) {
    List<String> near = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        double likeness = likeness(all.get(i).getValue(), all.get(j).getValue());
        if (likeness >= SHARE) {
          near.add(
              likeness + " " + begin(all.get(i).getKey()) + " | " + begin(all.get(j).getKey()));
        }
      }
    }
    return near;
  }

  private static String begin(String text) {
    return text.strip().replaceAll("\\s+", " ").substring(0, 60);
  }

  @Test
  void estimatesTheShareOfEqualRunsOfWords() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      words.add("w" + i);
    }
    String whole = String.join(" ", words);

    assertThat(likeness(print(whole), print(String.join(" ", words.subList(0, 200)))))
        .isBetween(0.5, 0.83);
    assertThat(likeness(print(whole), print(String.join(" ", words.subList(0, 100)))))
        .isBetween(0.17, 0.5);
  }

  @Test
  void comparesNothingShortOrEmpty() {
    assertThat(Fingerprint.of("")).isEmpty();
    assertThat(Fingerprint.of("word ".repeat(39))).isEmpty();
    assertThat(Fingerprint.of("word ".repeat(40))).isPresent();
    assertThat(Fingerprint.of("渡".repeat(79))).isEmpty();
    assertThat(Fingerprint.of("渡".repeat(80))).isPresent();
    assertThat(Fingerprint.of("\uD83D\uDE80 ".repeat(500))).isEmpty();
  }

  @Test
  void isTheSameOnEveryNodeAndQuickWithAnythingLong() {
    String story = titled(STORIES.get(0));

    assertThat(print(story).marks())
        .hasSize(288)
        .matches("[0-9a-f]+")
        .isEqualTo(print(story).marks());
    assertThat(print((story + " ").repeat(2000))).isEqualTo(print((story + " ").repeat(20)));
    assertThat(STORIES.stream().collect(Collectors.toSet())).hasSize(12);
  }
}
