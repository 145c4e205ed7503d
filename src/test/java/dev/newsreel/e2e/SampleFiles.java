package dev.newsreel.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.redis.StoredSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was stored at a release, compared with the keys that docs/redis.md names.
 *
 * @param name of the release
 * @param lines one for each key
 */
record SampleFiles(String name, List<JsonNode> lines) {

  static final Path FOLDER = Path.of("src/test/resources/stored");

  private static final String BRIEF = "is there for seconds";
  private static final String BARE = "holds a bare number, word or id";

  /** Keys of docs/redis.md of which a sample needs none, and why. */
  private static final Map<String, String> NOT_NEEDED =
      Map.ofEntries(
          Map.entry("alive", BRIEF),
          Map.entry("sent:<name>", BRIEF),
          Map.entry("lease:host:<host>", BRIEF),
          Map.entry("lease:webhook:<digest of our address>", BRIEF),
          Map.entry("lease:catalogue:<digest of the account>", BRIEF),
          Map.entry("gate:<gate>:calls", BRIEF),
          Map.entry("slots:films", BRIEF),
          Map.entry("count:feed:<name>:<day>", BARE),
          Map.entry("deduped:<yyyy-MM-dd>", BARE),
          Map.entry("keys:used", BARE),
          Map.entry("money:waiting", BARE),
          Map.entry("money:told:<day or month>", BARE),
          Map.entry("trail:anchor", "is like trail:head"),
          Map.entry("q:<queue>:dead", "is read by people only"));

  private static final Pattern ROW = Pattern.compile("^\\| ((?:`[^`]+`(?:, )?)+)[^|]*\\|.*");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  static SampleFiles of(Path file) {
    return new SampleFiles(
        file.getFileName().toString().replace(".jsonl", ""), StoredSample.of(file));
  }

  /** Returns those of all releases. */
  static List<SampleFiles> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(SampleFiles::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the keys that docs/redis.md does not name. */
  List<String> undocumented() {
    Map<String, Pattern> documented = documented();
    return keys().stream()
        .filter(key -> documented.values().stream().noneMatch(p -> p.matcher(key).matches()))
        .toList();
  }

  /** Returns the keys of docs/redis.md of which there is none, though there should be one. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    documented()
        .forEach(
            (key, pattern) -> {
              boolean there = keys().stream().anyMatch(k -> pattern.matcher(k).matches());
              if (!there && !NOT_NEEDED.containsKey(key)) {
                missing.add(key);
              }
            });
    return missing;
  }

  private List<String> keys() {
    return lines.stream()
        .map(line -> line.path("key").asText().replaceFirst("^newsreel:\\{\\d+}:", ""))
        .toList();
  }

  // The table of keys ends where that of the queues begins.
  private static Map<String, Pattern> documented() {
    Map<String, Pattern> keys = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("docs/redis.md"))) {
        Matcher row = ROW.matcher(line);
        if (line.startsWith("| Queue |")) {
          return keys;
        }
        if (row.matches() && line.split("\\s\\|\\s", -1).length > 3) {
          CODE.matcher(row.group(1))
              .results()
              .map(code -> code.group(1).replace("\\|", "|"))
              .forEach(key -> keys.put(key, pattern(key)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("docs/redis.md has no table of queues");
  }

  private static Pattern pattern(String key) {
    StringBuilder text = new StringBuilder();
    Matcher blank = Pattern.compile("<[^>]+>|[^<]+").matcher(key);
    while (blank.find()) {
      String part = blank.group();
      boolean word = part.equals("<queue>") || part.equals("<id>");
      String any = word ? "[^:]+" : ".+";
      text.append(part.startsWith("<") ? any : Pattern.quote(part));
    }
    return Pattern.compile(text.toString());
  }
}
