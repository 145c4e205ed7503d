package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Json;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MannersTest {

  @Test
  void areReadFromTheChannelOfAnyFeed() {
    String channel =
        "<ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>99</hour>"
            + "</skipHours><skipDays><day>Sunday</day><day>someday</day></skipDays>";

    Manners manners = of(FeedTexts.rss(1, channel));

    Manners expected = new Manners(Duration.ofMinutes(90), Set.of(0, 7), Set.of(DayOfWeek.SUNDAY));
    assertThat(manners).isEqualTo(expected);
    assertThat(Json.read(Json.write(manners), Manners.class)).isEqualTo(manners);
  }

  @Test
  void whatAnEntrySaysDoesNotCount() {
    String feed = FeedTexts.rss(1).replace("number 1 on", "&lt;ttl&gt;5&lt;/ttl&gt; on");

    assertThat(of(feed)).isEqualTo(Manners.NONE);
    assertThat(of(FeedTexts.rss(0))).isEqualTo(Manners.NONE);
  }

  private static Manners of(String feed) {
    URI url = URI.create("https://feeds.test/");
    return Manners.of(FeedReader.plain(feed, url, Instant.parse("2026-11-22T10:00:00Z")));
  }
}
