package dev.newsreel.intake;

import dev.newsreel.job.Article;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every real feed is polled again in many guises; no article comes twice. */
class RepeatCorpusTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final URI URL = URI.create("http://feed.example/feed.xml");

  private final Corpus corpus = new Corpus("polled again");

  @Test
  void aSecondPollBringsNothingNew() throws Exception {
    for (Path file : files()) {
      byte[] body = Files.readAllBytes(file);
      ReadFeed feed = read(body);
      if (feed != null) {
        again(file, feed);
        corpus.check(file, "same bytes", 0L, unknown(keys(feed.entries()), read(body).entries()));
      }
    }

    corpus.assertAtMostFailed(0);
  }

  @Test
  void aCutFeedHasOnlyWholeEntries() throws Exception {
    for (Path file : files()) {
      byte[] body = Files.readAllBytes(file);
      ReadFeed whole = read(body);
      for (int i = 1; whole != null && i < 16; i++) {
        ReadFeed cut = read(Arrays.copyOf(body, (int) ((long) body.length * i / 16)));
        if (cut != null) {
          corpus.check(file, "cut at " + i, Set.of(), torn(whole, cut));
        }
      }
    }

    corpus.assertAtMostFailed(0);
  }

  private static Set<Article> torn(ReadFeed whole, ReadFeed cut) {
    Set<Article> articles = new HashSet<>();
    cut.entries().forEach(entry -> articles.add(entry.article()));
    whole.entries().forEach(entry -> articles.remove(entry.article()));
    return articles;
  }

  private void again(Path file, ReadFeed feed) {
    List<Article> articles = feed.entries().stream().map(Entry::article).toList();
    List<Article> shuffled = new ArrayList<>(articles);
    Collections.shuffle(shuffled, new Random(1));
    List<Article> twice = new ArrayList<>(shuffled);
    twice.addAll(articles);
    check(file, "shuffled", feed, shuffled);
    check(file, "repeated", feed, twice);
    check(file, "halved", feed, articles.subList(articles.size() / 2, articles.size()));
    check(file, "edited", feed, those(feed, "g:", "l:", a -> with(a, a.guid(), a.url(), "!")));
    check(file, "reissued", feed, those(feed, "l:", "c:", a -> with(a, "new", a.url(), "")));
    check(file, "moved", feed, those(feed, "g:", "c:", a -> with(a, a.guid(), moved(a), "")));
    check(file, "tracked", feed, those(feed, "l:", "l:", a -> with(a, null, tracked(a), "!")));
  }

  private void check(Path file, String what, ReadFeed feed, List<Article> later) {
    List<Entry> entries = new EntryKeys(feed.link(), URL).of(later);
    corpus.check(file, what, 0L, unknown(keys(feed.entries()), entries));
  }

  /** The articles that keep a key of one of two kinds when they are changed so. */
  private static List<Article> those(
      ReadFeed feed, String kind, String other, UnaryOperator<Article> change) {
    return feed.entries().stream()
        .filter(e -> e.keys().stream().anyMatch(k -> k.startsWith(kind) || k.startsWith(other)))
        .map(Entry::article)
        .map(change)
        .toList();
  }

  private static Article with(Article a, String guid, URI url, String added) {
    return new Article(a.title() + added, a.text() + added, url, guid, a.publishedAt(), a.author());
  }

  private static URI moved(Article a) {
    return a.url() == null ? null : URI.create("https://moved.example/" + a.hashCode());
  }

  private static URI tracked(Article a) {
    String url = a.url().toString().replaceFirst("^http:", "https:").replaceFirst("#.*", "");
    return URI.create(url + (url.contains("?") ? "&" : "?") + "utm_source=rss#top");
  }

  private static long unknown(Set<String> known, List<Entry> entries) {
    return entries.stream().filter(e -> Collections.disjoint(known, e.keys())).count();
  }

  private static Set<String> keys(List<Entry> entries) {
    Set<String> keys = new HashSet<>();
    entries.forEach(entry -> keys.addAll(entry.keys()));
    return keys;
  }

  private static ReadFeed read(byte[] body) {
    try {
      return FeedReader.read(body, null, URL, NOW);
    } catch (NotAFeed refused) {
      return null;
    }
  }

  private static List<Path> files() {
    return Stream.concat(
            Corpus.files("real", ".xml").stream(), Corpus.files("real", ".json").stream())
        .filter(file -> !file.toString().endsWith(".serde.json"))
        .toList();
  }
}
