package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Article;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryKeysTest {
  private static final URI SITE = URI.create("https://site.example/");
  private final Set<String> known = new HashSet<>();

  @Test
  void prefersTheGuidThenTheLinkThenTheText() {
    assertThat(keys(article("7", "/a", "A"))).startsWith("g:7", "l:site.example/a");
    assertThat(keys(article(null, "/a", "A"))).startsWith("l:site.example/a");
    assertThat(keys(article(null, null, "A"))).hasSize(1).allMatch(key -> key.startsWith("h:"));
  }

  @Test
  void knowsAllEntriesAgainInAnyOrder() {
    List<Article> document =
        new ArrayList<>(
            List.of(article("1", "/a", "A"), article(null, "/b", "B"), article(null, null, "C")));
    poll(document);
    Collections.reverse(document);

    assertThat(poll(document)).isEmpty();
  }

  @Test
  void takesAnEditedArticleForTheSame() {
    poll(List.of(article("1", "/a", "A")));

    assertThat(poll(List.of(article("1", "/moved", "A, corrected")))).isEmpty();
    assertThat(poll(List.of(article("new-guid", "/a", "Again corrected")))).isEmpty();
    assertThat(poll(List.of(article("new-guid", "/third", "Known by the second guid")))).isEmpty();
  }

  @Test
  void tellsEntriesWithTheSameGuidApart() {
    List<Article> document =
        List.of(article("0", "/a", "A"), article("0", "/b", "B"), article("0", null, "C"));

    assertThat(poll(document)).containsExactly("A", "B", "C");
    assertThat(poll(document)).isEmpty();
  }

  @Test
  void makesNoSecondVideoWhenAGuidStopsOrStartsBeingUnique() {
    Article first = article("0", "/a", "A");
    Article second = article("0", "/b", "B");
    assertThat(poll(List.of(first))).containsExactly("A");

    assertThat(poll(List.of(second, first))).containsExactly("B");
    assertThat(poll(List.of(second))).isEmpty();
    assertThat(poll(List.of(first))).isEmpty();
    assertThat(poll(List.of(first, second))).isEmpty();
  }

  @Test
  void makesNoSecondVideoWhenALinkStopsOrStartsBeingUnique() {
    Article first = article(null, "/live", "A");
    Article second = article(null, "/live", "B");
    assertThat(poll(List.of(first))).containsExactly("A");

    assertThat(poll(List.of(second, first))).containsExactly("B");
    assertThat(poll(List.of(first))).isEmpty();
  }

  @Test
  void ignoresLinksAndGuidsThatNameTheSite() {
    assertThat(poll(List.of(article(SITE.toString(), "/", "A")))).containsExactly("A");
    assertThat(poll(List.of(article(SITE.toString(), "/", "B")))).containsExactly("B");
  }

  @Test
  void readsAnEntryThatIsWrittenTwiceOnce() {
    Article twice = article("1", "/a", "A");

    assertThat(poll(List.of(twice, article("2", "/b", "B"), twice))).containsExactly("A", "B");
    assertThat(keys(twice)).contains("g:1");
  }

  @Test
  void knowsALongTextAgainUnderAnotherGuidAndLink() {
    String longText = "A sentence that nobody else wrote in just this way. ".repeat(5);
    poll(List.of(article("1", "/a", longText)));

    assertThat(poll(List.of(article("http://new.example/1", "/new/a", longText)))).isEmpty();
  }

  @Test
  void ignoresCaseAndPunctuationInTheText() {
    poll(List.of(article(null, null, "Good news!")));

    assertThat(poll(List.of(article(null, null, "good  news")))).isEmpty();
    assertThat(poll(List.of(article(null, null, "bad news")))).containsExactly("bad news");
  }

  private List<String> poll(List<Article> document) {
    List<String> made = new ArrayList<>();
    for (Entry entry : entries(document)) {
      if (Collections.disjoint(known, entry.keys())) {
        made.add(entry.article().title());
      }
      known.addAll(entry.keys());
    }
    return made;
  }

  private static List<String> keys(Article article) {
    return entries(List.of(article)).get(0).keys();
  }

  private static List<Entry> entries(List<Article> articles) {
    return new EntryKeys(SITE, URI.create("https://site.example/feed")).of(articles);
  }

  private static Article article(String guid, String path, String title) {
    return new Article(title, "", path == null ? null : SITE.resolve(path), guid, null, null);
  }
}
