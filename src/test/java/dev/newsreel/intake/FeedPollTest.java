package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.wire.Gzip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a poll of a well-behaved server asks, keeps and makes. */
class FeedPollTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final FeedHost host = new FeedHost();
  private FeedNode node;

  @BeforeEach
  void start() {
    node =
        FeedNode.start(
            REDIS.get(),
            TestSettings.with("egress.allow", host.authority(), "feed.timeout", "4s"),
            Map.of(
                "news", "{url: \"%s\", first-run: all}".formatted(host.at("/feed")),
                "rare", "{url: \"%s\", first-run: all, every: 13h}".formatted(host.at("/feed"))));
  }

  @AfterEach
  void stop() {
    node.close();
    host.close();
  }

  @Test
  void takesEveryEntryOnceAndSendsWhatTheServerGaveVerbatim() {
    String modified = "Last-Modified: Tue, 03 Jun 2008 11:05:30 GMT";
    host.answer("/feed", "200 OK", "ETag: W/\"a,b\"", modified, FeedTexts.rss(3));

    FeedState first = node.poll("news");
    FeedState second = node.poll("news");

    assertThat(first.condition()).as(first.reason()).isEqualTo(Condition.OK);
    assertThat(node.jobs()).hasSize(3);
    assertThat(host.heads().get(0))
        .contains("User-Agent: Newsreel/")
        .contains("Accept-Encoding: gzip, deflate")
        .doesNotContain("If-", "newsreel-deadline");
    assertThat(host.heads().get(1))
        .contains("If-None-Match: W/\"a,b\"\r\n")
        .contains("If-Modified-Since: Tue, 03 Jun 2008 11:05:30 GMT\r\n");
    assertThat(second.polledAt()).isEqualTo(millis(node.clock.instant()));
    List<PollRecord> polls = node.states.polls("news");
    assertThat(polls).extracting(PollRecord::newEntries).containsExactly(0, 3);
    assertThat(polls).extracting(PollRecord::entries).containsExactly(0, 3);
    assertThat(polls).extracting(PollRecord::status).containsOnly(200);
    assertThat(polls.get(1).bytes()).isEqualTo(FeedTexts.rss(3).length());
    assertThat(polls.get(1).nextPoll()).isEqualTo(first.nextPoll());
  }

  @Test
  void nothingIsReadAfterNotModifiedAndItsNewValidatorsAreTaken() {
    host.answer("/feed", "200 OK", "ETag: \"one\"", FeedTexts.rss(1));
    FeedState first = node.poll("news");
    host.answer("/feed", "304 Not Modified", "ETag: \"two\"", "");

    FeedState second = node.poll("news");

    assertThat(second.condition()).isEqualTo(Condition.OK);
    assertThat(second.memory().etag()).isEqualTo("\"two\"");
    assertThat(second.memory().body()).isEqualTo(first.memory().body());
    assertThat(node.jobs()).hasSize(1);
  }

  @Test
  void aServerThatSaysNotModifiedForEverIsAskedWithoutConditionsOnceADay() {
    host.on(
        "/feed",
        (talk, head) -> {
          if (head.contains("If-None-Match")) {
            talk.answer("304 Not Modified", "");
          } else {
            talk.answer("200 OK", "ETag: \"x\"", FeedTexts.rss(host.heads().size()));
          }
        });

    for (int i = 0; i < 4; i++) {
      assertThat(node.poll("rare").reason()).isNull();
    }

    long full = host.heads().stream().filter(h -> !h.contains("If-None-Match")).count();
    assertThat(full).as("at the first poll, and again within 24 to 39 hours").isEqualTo(2);
    assertThat(node.jobs()).hasSizeGreaterThan(2);
  }

  @Test
  void theSameBytesAreNotReadAgain() {
    host.answer("/feed", "200 OK", FeedTexts.rss(2));
    node.poll("news");

    node.poll("news");

    assertThat(node.states.polls("news")).extracting(PollRecord::entries).containsExactly(0, 2);
    assertThat(node.states.polls("news").get(0).bytes()).isEqualTo(FeedTexts.rss(2).length());
  }

  @Test
  void validatorsAreNotKeptWhenTheServerSaysExpiresZero() {
    host.answer("/feed", "200 OK", "ETag: \"one\"", "Expires: 0", FeedTexts.rss(1));
    node.poll("news");

    node.poll("news");

    assertThat(host.lastHead()).doesNotContain("If-None-Match");
    assertThat(node.states.polls("news")).extracting(PollRecord::entries).containsExactly(0, 1);
  }

  @Test
  void packedFeedsAreReadHoweverTheyAreAnnounced() throws IOException {
    byte[] plain = FeedTexts.rss(2).getBytes(StandardCharsets.UTF_8);
    packed("Content-Encoding: gzip", Gzip.of(plain));
    assertThat(node.poll("news").reason()).isNull();
    packed("X-None: 1", Gzip.of(FeedTexts.rss(3).getBytes(StandardCharsets.UTF_8)));
    assertThat(node.poll("news").reason()).isNull();
    packed("Content-Encoding: deflate", deflated(FeedTexts.rss(4), false));
    assertThat(node.poll("news").reason()).isNull();
    packed("Content-Encoding: deflate", deflated(FeedTexts.rss(5), true));
    assertThat(node.poll("news").reason()).isNull();

    assertThat(node.jobs()).hasSize(5);
  }

  private void packed(String header, byte[] body) {
    String head = "HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: " + body.length;
    host.on("/feed", (talk, h) -> talk.write(head + "\r\n\r\n").write(body));
  }

  private static byte[] deflated(String text, boolean bare) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes, new Deflater(9, bare))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void permanentRedirectsAreRememberedAfterThreePollsAndForgottenWhenTheyFail() {
    host.redirect("/feed", 301, "/b").redirect("/b", 308, "/c");
    host.answer("/c", "200 OK", FeedTexts.rss(1));
    node.poll("news");
    node.poll("news");
    assertThat(node.poll("news").memory().moved()).isEqualTo(host.at("/c"));
    int before = host.heads().size();

    node.poll("news");
    assertThat(host.heads()).hasSize(before + 1);
    assertThat(host.lastHead()).startsWith("GET /c ");
    host.answer("/c", "404 Not Found", "");
    node.poll("news");
    host.answer("/feed", "200 OK", FeedTexts.rss(2));
    FeedState after = node.poll("news");

    assertThat(after.condition()).isEqualTo(Condition.OK);
    assertThat(after.memory().movedTo()).isNull();
    assertThat(node.jobs()).hasSize(2);
  }

  @Test
  void temporaryRedirectsAreFollowedAndNotRemembered() {
    host.answer("/c", "200 OK", "ETag: \"c\"", FeedTexts.rss(1));
    for (int status : new int[] {302, 303, 307, 302}) {
      host.redirect("/feed", status, "/c");
      assertThat(node.poll("news").memory().moved()).isNull();
    }

    assertThat(host.heads()).filteredOn(h -> h.startsWith("GET /feed ")).hasSize(4);
    assertThat(host.heads().get(2)).as("validators belong to /c").doesNotContain("If-None-Match");
    assertThat(host.lastHead()).startsWith("GET /c ").contains("If-None-Match: \"c\"");
  }

  @Test
  void whatTheServerAndTheFeedAskForIsALowerBound() {
    host.answer("/feed", "200 OK", "Cache-Control: public, max-age=7200", FeedTexts.rss(1));
    FeedState byServer = node.poll("news");
    Instant polled = byServer.polledAt();
    host.answer("/feed", "200 OK", FeedTexts.rss(1, "<ttl>300</ttl>"));
    FeedState byFeed = node.poll("news");

    assertThat(byServer.nextPoll()).isAfterOrEqualTo(polled.plusSeconds(7200));
    assertThat(byServer.nextPoll()).isBefore(polled.plusSeconds(7200 + 1000));
    assertThat(byFeed.nextPoll()).isAfterOrEqualTo(byFeed.polledAt().plusSeconds(300 * 60));
  }

  private static Instant millis(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }
}
