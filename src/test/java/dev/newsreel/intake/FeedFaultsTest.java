package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Gzip;
import dev.newsreel.wire.Talk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that was well does something else. Nothing that was known is lost, the failure and the
 * next poll can be seen, and afterwards the feed goes on where it was.
 */
class FeedFaultsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private static final FeedHost HOST = new FeedHost();
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n";
  private static final Duration BACKOFF = Duration.ofMinutes(1);

  private FeedNode node;

  @BeforeEach
  void start() {
    start("30s");
  }

  private void start(String timeout) {
    node =
        FeedNode.start(
            REDIS.get(),
            TestSettings.with("egress.allow", HOST.authority(), "feed.timeout", timeout),
            Map.of("news", "{url: \"%s\", first-run: all}".formatted(HOST.at("/feed"))));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @AfterAll
  static void close() {
    HOST.close();
  }

  static Stream<Arguments> faults() {
    String unreachable = AddressRules.MESSAGE;
    return Stream.of(
        fault("slow drip", unreachable, t -> t.write(HEAD + "\r\n").drip(" ")),
        fault("stall after the head", unreachable, t -> t.write(HEAD + "\r\n").hang()),
        fault("no head at all", unreachable, Talk::hang),
        fault("reset", unreachable, Talk::reset),
        fault("gzip bomb", "larger", t -> zipped(t, "Content-Encoding: gzip\r\n")),
        fault("gzip bomb in disguise", "larger", t -> zipped(t, "")),
        fault("length too long", unreachable, t -> t.write(HEAD + "Content-Length: 999\r\n\r\n<r")),
        fault("length of 50 MB", "larger", t -> t.write(HEAD + "Content-Length: 50000000\r\n\r\n")),
        fault("50 MB", "larger", FeedFaultsTest::endless),
        status("401 Unauthorized"),
        status("403 Forbidden"),
        status("404 Not Found"),
        status("429 Too Many Requests"),
        status("500 Internal Server Error"),
        status("503 Service Unavailable"),
        status("204 No Content"),
        status("300 Multiple Choices"),
        fault("304 to another question", "304", t -> t.answer("304 Not Modified", "")),
        fault(
            "web page", "web page", t -> t.answer("200 OK", "<!doctype html><html>Log in</html>")),
        fault("nothing", "empty", t -> t.answer("200 OK", "")),
        fault(
            "external entity",
            "",
            t -> t.answer("200 OK", doctype("SYSTEM \"file:///etc/hosts\""))),
        fault("entity bomb", "", t -> t.answer("200 OK", doctype("\"&e;&e;&e;&e;\""))),
        redirect("/feed"),
        redirect("/turn"),
        redirect("/hop1"),
        redirect("/slow1"),
        redirect("http://169.254.169.254/latest/meta-data"),
        redirect("http://[::ffff:127.0.0.1]/feed"),
        redirect("http://127.0.0.1:1/feed"),
        redirect("file:///etc/hosts"));
  }

  private static Arguments fault(String name, String reason, Serve serve) {
    return arguments(name, reason, serve);
  }

  private static Arguments status(String line) {
    return fault(line, "The feed's server answered", t -> t.answer(line, "<p>No</p>"));
  }

  private static Arguments redirect(String to) {
    return fault("redirect to " + to, "", t -> t.answer("302 Found", "Location: " + to, ""));
  }

  /** What the server does. */
  interface Serve {
    void to(Talk talk) throws IOException;
  }

  private static void zipped(Talk talk, String header) throws IOException {
    byte[] bomb = Gzip.of(new byte[11_000_000]);
    talk.write(HEAD + header + "Content-Length: " + bomb.length + "\r\n\r\n").write(bomb);
  }

  private static void endless(Talk talk) throws IOException {
    talk.write(HEAD + "\r\n<rss version=\"2.0\"><channel>");
    String item = "<item><title>" + "x".repeat(10_000) + "</title></item>";
    for (int i = 0; i < 5_000; i++) {
      talk.write(item);
    }
  }

  private static String doctype(String entity) {
    return "<!DOCTYPE rss [<!ENTITY e "
        + entity
        + ">]><rss version=\"2.0\"><channel><item>"
        + "<title>&e;</title></item></channel></rss>";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void keepsWhatWasKnownAndGoesOnAfterwards(String name, String reason, Serve serve) {
    layRedirects();
    if (reason.equals(AddressRules.MESSAGE) || name.contains("slow")) {
      node.close();
      start("3s");
    }
    HOST.answer("/feed", "200 OK", "ETag: \"one\"", FeedTexts.rss(2));
    FeedState well = node.poll("news");
    assertThat(well.reason()).isNull();

    HOST.on("/feed", (talk, head) -> serve.to(talk));
    boolean asked = name.startsWith("304");
    if (asked) {
      node.polls.now("news");
    }
    FeedState failing = node.poll("news");
    Instant failed = node.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    HOST.answer("/feed", "200 OK", "ETag: \"two\"", FeedTexts.rss(3));

    assertThat(failing.condition()).isEqualTo(Condition.FAILING);
    assertThat(failing.reason()).isNotBlank().contains(reason);
    assertThat(failing.failures()).isEqualTo(1);
    assertThat(failing.failingSince()).isEqualTo(failed);
    assertThat(failing.nextPoll())
        .isBetween(failed.plus(BACKOFF.dividedBy(2)), failed.plus(BACKOFF));
    assertThat(failing.polledAt()).isEqualTo(well.polledAt());
    assertThat(failing.memory().etag()).isEqualTo("\"one\"");
    assertThat(failing.memory().body()).isEqualTo(well.memory().body());
    assertThat(node.states.polls("news").get(0).cause()).isEqualTo(failing.reason());
    assertThat(node.jobs()).hasSize(2);
    goesOn();
  }

  private static void layRedirects() {
    HOST.redirect("/turn", 302, "/feed");
    for (int hop = 1; hop < 6; hop++) {
      HOST.redirect("/hop" + hop, 302, "/hop" + (hop + 1));
    }
    for (int hop = 1; hop < 5; hop++) {
      String next = hop == 4 ? "/hop6" : "/slow" + (hop + 1);
      HOST.on(
          "/slow" + hop,
          (talk, head) -> {
            LockSupport.parkNanos(900_000_000);
            talk.answer("302 Found", "Location: " + next, "");
          });
    }
    HOST.answer("/hop6", "200 OK", FeedTexts.rss(9));
  }

  private void goesOn() {
    FeedState again = node.poll("news");
    assertThat(again.condition()).isEqualTo(Condition.OK);
    assertThat(again.failures()).isZero();
    assertThat(again.failingSince()).isNull();
    assertThat(node.jobs()).hasSize(3);
    node.poll("news");
    assertThat(node.jobs()).as("a further poll makes nothing").hasSize(3);
    await("no turn is left over").until(() -> REDIS.queue("feeds").isEmpty());
  }

  @Test
  void waitsAsLongAsTheServerAsksInSecondsOrUntilADate() {
    HOST.answer("/feed", "429 Slow down", "Retry-After: 7200", "");
    FeedState bySeconds = node.poll("news");
    Instant until = node.clock.instant().plus(Duration.ofHours(30)).truncatedTo(ChronoUnit.SECONDS);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
    Instant first = node.states.polls("news").get(0).at();
    HOST.answer("/feed", "503 Later", "Retry-After: " + date, "");
    FeedState byDate = node.poll("news");
    Instant second = node.states.polls("news").get(0).at();

    assertThat(bySeconds.nextPoll()).isEqualTo(first.plusSeconds(7200));
    assertThat(byDate.nextPoll()).as("capped").isEqualTo(second.plus(Duration.ofDays(1)));
    assertThat(byDate.failures()).isEqualTo(2);
  }

  @Test
  void aGoneFeedIsPolledNoMoreUntilAPersonAsks() {
    HOST.answer("/feed", "410 Gone", "");
    FeedState gone = node.poll("news");
    HOST.answer("/feed", "200 OK", FeedTexts.rss(1));

    assertThat(gone.condition()).isEqualTo(Condition.GONE);
    assertThat(gone.nextPoll()).isNull();
    assertThat(REDIS.due()).doesNotContainKey("feeds|news");
    node.plan();
    assertThat(REDIS.due()).doesNotContainKey("feeds|news");
    assertThat(node.polls.now("nobody")).isFalse();
    assertThat(node.polls.now("news")).isTrue();
    assertThat(node.poll("news").condition()).isEqualTo(Condition.OK);
    assertThat(REDIS.due()).containsKey("feeds|news");
  }

  @Test
  void ofFiveThousandEntriesFiveHundredAreRead() {
    HOST.answer("/feed", "200 OK", FeedTexts.rss(5000));
    List<Integer> entries =
        List.of(node.poll("news").failures(), node.states.polls("news").get(0).entries());

    assertThat(entries).containsExactly(0, 500);
  }
}
