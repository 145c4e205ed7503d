package dev.newsreel.intake;

import static dev.newsreel.intake.FeedFiles.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.wire.AddressRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpmlImportTest {

  private static final AddressRules RULES = new AddressRules(List.of());

  @TempDir Path home;

  private OpmlImport.Imported read(String opml) throws IOException {
    return new OpmlImport(RULES, home.resolve("feeds.camel.yaml"))
        .read(opml.getBytes(StandardCharsets.UTF_8));
  }

  private static String opml(String... outlines) {
    return "<?xml version='1.0' encoding='UTF-8'?><opml version='2.0'><body>"
        + String.join("", outlines)
        + "</body></opml>";
  }

  private static String outline(String title, String url) {
    return "<outline type='rss' text='%s' xmlUrl='%s'/>".formatted(title, url);
  }

  private Declared load(String yaml) throws IOException {
    return FeedFiles.writeText(home, yaml).read();
  }

  @Test
  void whatIsPrintedLoadsWithNestedOutlinesToo() throws IOException {
    String yaml =
        read(opml(
                outline("Town News", "https://town.example/feed?a=1&amp;b=2"),
                "<outline text='Folder'><outline text='Deeper'>",
                "<outline title='Süßes &amp; Café' text='x' XMLURL='https://cafe.example/f'/>",
                "</outline><outline text='A page' htmlUrl='https://page.example'/></outline>"))
            .yaml();

    Declared declared = load(yaml);

    assertThat(declared.refused()).isEmpty();
    assertThat(declared.feeds()).containsOnlyKeys("town-news", "susses-cafe");
    Feed town = declared.feeds().get("town-news");
    assertThat(town.url()).hasToString("https://town.example/feed?a=1&b=2");
    assertThat(town.firstRun()).isZero();
    assertThat(town.schedule().period()).hasHours(1);
  }

  @Test
  void namesAreUniqueAndNeverEmpty() throws IOException {
    String yaml =
        read(opml(
                outline("News", "https://a.example/f"),
                outline("NEWS!", "https://b.example/f"),
                outline("", "https://www.c.example/f"),
                outline("新聞", "https://d.example/f"),
                outline("2024", "https://e.example/f"),
                outline("null", "https://f.example/f"),
                outline("x".repeat(200), "https://g.example/f")))
            .yaml();

    assertThat(load(yaml).feeds())
        .containsOnlyKeys(
            "news", "news-2", "c-example", "d-example", "2024", "null", "x".repeat(57));
  }

  @Test
  void canBePutAtTheEndOfTheDeclaredFeedsAndTwiceAddsNothing() throws IOException {
    Path file = FeedFiles.write(home, entry("news", "url", "https://old.example/f")).path();
    String opml =
        opml(outline("News", "https://new.example/f"), outline("Old", "https://old.example/f"));

    OpmlImport.Imported first = read(opml);
    Files.writeString(file, first.yaml(), StandardOpenOption.APPEND);
    OpmlImport.Imported second = read(opml);

    assertThat(new FeedFile(file, FeedFiles.RULES).read().feeds())
        .containsOnlyKeys("news", "news-2");
    assertThat(first.notes())
        .containsExactly("Left out, as it is there already: https://old.example/f");
    assertThat(second.yaml()).isEmpty();
  }

  @Test
  void anAddressThatCannotBeUsedIsLeftOutAndTold() throws IOException {
    OpmlImport.Imported imported =
        read(
            opml(
                outline("a", "feed://a.example/f"),
                outline("b", "feed:https://b.example/f"),
                outline("c", "https://me:pw@c.example/f"),
                outline("d", "http://127.0.0.1/f"),
                outline("e", "gopher://e.example/")));

    assertThat(load(imported.yaml()).feeds()).containsOnlyKeys("a", "b");
    assertThat(imported.notes()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                          | no XML",
        "not xml                                     | see line 1",
        "<opml><body><outline></body></opml>         | see line 1",
        "<rss version='2.0'/>                        | kind 'rss'",
        "<opml><body><outline text='x'/></body></opml> | no feeds",
        "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><opml>&x;</opml> | DOCTYPE"
      })
  void whatIsNoOpmlIsNamed(String text, String why) {
    String opml = text.startsWith("<") ? text.replace("''", "'") : text;

    assertThatThrownBy(() -> read(opml)).isInstanceOf(IOException.class).hasMessageContaining(why);
  }
}
