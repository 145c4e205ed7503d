package dev.newsreel.intake;

import static dev.newsreel.intake.FeedFiles.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.job.Options;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFileTest {

  private static final String URL = "https://news.example/feed.xml";

  @TempDir Path directory;

  private Declared read(String... entries) throws IOException {
    return FeedFiles.write(directory, entries).read();
  }

  private String refusal(String... properties) throws IOException {
    Declared declared = read(entry("town", properties), entry("good", "url", URL));

    assertThat(declared.feeds()).as("the rest goes on").containsOnlyKeys("good");
    return declared.refused().get("town");
  }

  @Test
  void readsEveryProperty() throws IOException {
    String[] properties = {
      "url", "\"{{home}}/feed.xml\"",
      "cron", "0 7 * * 1-5",
      "zone", "Europe/Berlin",
      "jitter", "2m",
      "first-run", "newest 3",
      "daily-limit", "5",
      "daily-usd", "12.50",
      "priority", "high",
      "avatar-id", "av",
      "voice-id", "vo",
      "aspect-ratio", "9:16",
      "template", "Hormozi 2",
      "language", "de",
      "prompt", "sport"
    };

    Declared declared = read(entry("town", properties));

    assertThat(declared.refused()).isEmpty();
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(declared.feeds())
        .containsEntry(
            "town",
            new Feed(
                "town",
                URI.create("https://n.example/feed.xml"),
                new Schedule(null, Cron.of("0 7 * * 1-5", berlin), Duration.ofMinutes(2)),
                berlin,
                5,
                new BigDecimal("12.5"),
                3,
                new Options("town", "av", "vo", "9:16", "Hormozi 2", "de", "sport", null, "high")));
  }

  @Test
  void knowsWhatIsMeantWhenOnlyTheAddressIsGiven() throws IOException {
    Feed feed = read(entry("town", "url", URL)).feeds().get("town");

    assertThat(feed.schedule()).isEqualTo(Schedule.every(Duration.ofMinutes(15)));
    assertThat(feed.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(feed.dailyLimit()).isNull();
    assertThat(feed.firstRun()).isEqualTo(1);
    assertThat(feed.options().priority()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url             | ''                      | url is empty",
        "url             | ftp://n.example/f       | Only http and https",
        "url             | https://me:pw@n.example | User names and passwords",
        "url             | http://127.0.0.1/feed   | not allowed",
        "url             | http://10.0.0.7/feed    | not allowed",
        "url             | http://2130706433/feed  | url cannot be used",
        "url             | 'https://n.example/{{nothing}}' | names an unknown setting",
        "every           | 500ms                   | every is shorter than 1s",
        "every           | often                   | every is 'often'",
        "cron            | 0 0 30 2 *              | no such day",
        "zone            | Europe/Aldern           | zone is 'Europe/Aldern'",
        "jitter          | 20m                     | jitter is longer than a third of the  ",
        "first-run       | some                    | first-run is 'some'",
        "daily-limit     | 0                       | daily-limit is '0'",
        "daily-limit     | many                    | daily-limit is 'many'",
        "priority        | urgent                  | priority is 'urgent'",
        "aspect-ratio    | 2:1                     | aspect-ratio is '2:1'",
        "language        | English please          | language is 'English please'",
        "prompt          | sportz                  | no file of that name",
        "template        |                         | template is empty",
        "colour          | red                     | colour is not a property of a feed",
        "voice-id        | '[a, b]'                | voice-id is not a single value"
      })
  void namesWhatIsWrong(String property, String value, String why) throws IOException {
    String given = value == null ? "" : value;
    String refusal =
        property.equals("url")
            ? refusal("url", given.startsWith("[") ? given : '"' + given + '"')
            : refusal("url", URL, property, given);

    assertThat(refusal).startsWith("Feed town is not usable: ").contains(why).doesNotContain(";");
  }

  @Test
  void namesAllFaultsInOneSentence() throws IOException {
    String refusal = refusal("every", "2m", "cron", "0 7 * * *", "language", "x", "colour", "red");

    assertThat(refusal)
        .hasLineCount(1)
        .contains("url is missing", "every and cron are both given", "language", "colour");
  }

  @Test
  void theFirstOfTwoWithOneNameCounts() throws IOException {
    Declared declared =
        read(entry("town", "url", URL), entry("town", "url", "https://other.example/f"));

    assertThat(declared.feeds().get("town").url()).hasToString(URL);
    assertThat(declared.refused().get("town")).contains("given twice");
  }

  @Test
  void aBadNameOrTypeOrAPropertyInTheWrongPlaceIsNamed() throws IOException {
    Declared declared =
        read(
            entry("Town_News", "url", URL),
            "    - name: typed\n      type: java.util.Date\n      properties: {url: " + URL + "}\n",
            "    - name: flat\n      url: " + URL + "\n",
            "    - just a text\n");

    assertThat(declared.feeds()).isEmpty();
    assertThat(declared.refused().get("Town_News")).contains("name may only have");
    assertThat(declared.refused().get("typed")).contains("type is not");
    assertThat(declared.refused().get("flat")).contains("url does not belong beside");
    assertThat(declared.refused()).containsKey("(without a name)");
  }

  @Test
  void anAddressThatASettingLeavesEmptyIsNoFeedAndNoFault() throws IOException {
    Declared declared = read(entry("sandbox-news", "url", "\"{{sandbox.feed}}\""));

    assertThat(declared).isEqualTo(Declared.NOTHING);
  }

  @Test
  void readsSeveralListsAndAnEmptyOne() throws IOException {
    String two = "- beans:\n" + entry("a", "url", URL) + "- beans:\n" + entry("b", "url", URL);

    assertThat(FeedFiles.writeText(directory, two).read().feeds()).containsOnlyKeys("a", "b");
    assertThat(FeedFiles.writeText(directory, "- beans:\n").read()).isEqualTo(Declared.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a: b", "- beans: [", "- routes: []", "- beans:\n  - {a: 1, a: 2}"})
  void aFileThatIsNoneOfOursIsRefusedAsAWhole(String text) {
    FeedFile file = FeedFiles.writeText(directory, text);

    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("it (must|is).*");
  }
}
