package dev.newsreel.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.WebhookSecret.Registration;
import dev.newsreel.video.WebhookRepair.Endpoint;
import dev.newsreel.video.WebhookRepair.Kind;
import dev.newsreel.video.WebhookRepair.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookRepairTest {

  private static final String OURS = "https://news.example/webhooks/heygen";
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Registration KNOWN =
      Registration.NONE.with("we_1", "test-key", NOW.minus(Duration.ofDays(10)));
  private static final Endpoint GOOD = new Endpoint("we_1", OURS, WebhookRepair.EVENTS, true);
  private static final Endpoint FOREIGN =
      new Endpoint("we_9", "https://other.example/hook", null, true);

  private static WebhookRepair next(Registration known, Endpoint... registered) {
    return WebhookRepair.next(List.of(registered), new Wish(OURS, known, false, null), NOW);
  }

  private static void assertNext(WebhookRepair next, Kind kind, String endpoint) {
    assertThat(next.kind()).isEqualTo(kind);
    assertThat(next.endpointId()).isEqualTo(endpoint);
  }

  @Test
  void nothingIsDoneWhenAllIsInOrderWhateverElseTheAccountHas() {
    assertNext(next(KNOWN, FOREIGN, GOOD), Kind.NONE, "we_1");
    assertNext(next(KNOWN, new Endpoint("we_1", OURS, null, true)), Kind.NONE, "we_1");
  }

  @Test
  void aMissingOneIsRegistered() {
    assertNext(next(Registration.NONE), Kind.CREATE, null);
    assertNext(next(KNOWN, FOREIGN), Kind.CREATE, null);
  }

  @Test
  void aDisabledOneIsRemovedSoThatANewOneCanBeRegistered() {
    Endpoint disabled = new Endpoint("we_1", OURS, WebhookRepair.EVENTS, false);

    assertNext(next(KNOWN, disabled), Kind.DELETE, "we_1");
    assertNext(next(KNOWN, disabled, new Endpoint("we_2", OURS, null, true)), Kind.DELETE, "we_1");
  }

  @Test
  void ofSeveralTheOneWhoseSecretIsKnownStays() {
    Endpoint other = new Endpoint("we_0", OURS, WebhookRepair.EVENTS, true);
    Endpoint third = new Endpoint("we_2", OURS, WebhookRepair.EVENTS, true);

    assertNext(next(KNOWN, other, GOOD, third), Kind.DELETE, "we_0");
    assertNext(next(KNOWN, GOOD, third), Kind.DELETE, "we_2");
    assertNext(next(Registration.NONE, other, third), Kind.DELETE, "we_0");
  }

  @Test
  void aChangedOneIsChangedBack() {
    assertNext(next(KNOWN, new Endpoint("we_1", OURS, Set.of("x"), true)), Kind.CHANGE, "we_1");
    assertNext(
        next(KNOWN, new Endpoint("we_1", "https://elsewhere.example", null, true)),
        Kind.CHANGE,
        "we_1");
  }

  @Test
  void oneWhoseSecretIsNotKnownForCertainGetsANewOne() {
    assertNext(next(Registration.NONE, GOOD), Kind.ROTATE, "we_1");
    assertNext(next(KNOWN.inDoubt("we_1"), GOOD), Kind.ROTATE, "we_1");
    assertNext(next(KNOWN.inDoubt(null), GOOD), Kind.ROTATE, "we_1");
  }

  @Test
  void aSecretIsChangedWhenItIsOldOrSomebodyWantsIt() {
    Wish wanted = new Wish(OURS, KNOWN, true, null);
    Wish old = new Wish(OURS, KNOWN, false, Duration.ofDays(10));
    Wish young = new Wish(OURS, KNOWN, false, Duration.ofDays(11));

    assertNext(WebhookRepair.next(List.of(GOOD), wanted, NOW), Kind.ROTATE, "we_1");
    assertNext(WebhookRepair.next(List.of(GOOD), old, NOW), Kind.ROTATE, "we_1");
    assertNext(WebhookRepair.next(List.of(GOOD), young, NOW), Kind.NONE, "we_1");
  }
}
