package dev.newsreel.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Feeds of real sites; the JSON beside each says what another reader understood. */
class RealCorpusTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final URI URL = URI.create("http://feed.example/feed.xml");
  private static final String NO_FEED = "feed_unknown_format";
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void readsTitlesAndLinksOfRealFeeds() throws Exception {
    Corpus corpus = new Corpus("real");
    List<Path> files =
        Stream.concat(Corpus.files("real", ".xml").stream(), Corpus.files("real", ".json").stream())
            .filter(file -> !file.toString().endsWith(".serde.json"))
            .toList();

    for (Path file : files) {
      try {
        compare(corpus, file, FeedReader.read(Files.readAllBytes(file), null, URL, NOW));
      } catch (NotAFeed refused) {
        boolean none = !Files.exists(expectation(file)) && refused.code().equals(NO_FEED);
        corpus.check(file, "refused", true, none);
      }
    }

    // On purpose: two lead past a redirector, one is a lone entry with a title.
    corpus.assertAtMostFailed(3);
  }

  private static Path expectation(Path file) {
    return Path.of(file.toString().replaceFirst("\\.\\w+$", ".serde.json"));
  }

  private void compare(Corpus corpus, Path file, ReadFeed feed) throws Exception {
    Path other = expectation(file);
    if (!Files.exists(other)) {
      corpus.pass("read");
      return;
    }
    JsonNode expected = json.readTree(other.toFile());
    corpus.check(file, "title", title(expected), feed.title());
    corpus.check(file, "entries", expected.path("entries").size(), feed.entries().size());
    if (expected.path("entries").size() != feed.entries().size()) {
      return;
    }
    for (int i = 0; i < feed.entries().size(); i++) {
      JsonNode entry = expected.path("entries").get(i);
      Entry found = feed.entries().get(i);
      corpus.check(file, "title " + i, title(entry), found.article().title());
      List<String> links = new ArrayList<>();
      entry.path("links").forEach(link -> links.add(key(feed, link.path("href").asText())));
      if (!links.isEmpty() && !links.contains(found.linkKey())) {
        corpus.fail(file, "link " + i + ": " + found.linkKey() + " is none of " + links);
      } else {
        corpus.pass("link");
      }
      checkText(corpus, file, i, entry, found);
    }
  }

  private static void checkText(Corpus corpus, Path file, int i, JsonNode entry, Entry found) {
    String content = ArticleText.of(entry.path("content").path("body").asText(""));
    String summary = ArticleText.of(entry.path("summary").path("content").asText(""));
    int expected = Math.max(content.length(), summary.length());
    if (found.article().text().length() < expected * 0.9) {
      corpus.fail(file, "text " + i + ": " + found.article().text().length() + " < " + expected);
    } else {
      corpus.pass("text");
    }
  }

  private static String title(JsonNode node) {
    return ArticleText.title(node.path("title").path("content").asText(""));
  }

  private static String key(ReadFeed feed, String href) {
    URI base = Objects.requireNonNullElse(feed.link(), URL);
    return Links.key(Links.resolve(base, href));
  }
}
