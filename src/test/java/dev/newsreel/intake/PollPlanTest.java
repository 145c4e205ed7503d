package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.settings.TestSettings;
import dev.newsreel.wire.AddressRules;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows from a poll, at every row of the table of answers. */
class PollPlanTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Rhythm RHYTHM = new Rhythm("news", EVERY);
  private static final Schedule SCHEDULE = Schedule.every(EVERY);
  private static final URI FEED = URI.create("https://feeds.test/a");
  private static final URI MOVED = URI.create("https://feeds.test/b");
  private static final FeedState NEW = FeedState.untried("news", FEED.toString());
  private static final PollResult.Start CONDITIONAL = new PollResult.Start(false, false);
  private static final PollResult.Start FULL = new PollResult.Start(true, false);

  private final PollPlan plan = new PollPlan(TestSettings.with(), () -> 1.0);
  private final PollPlan noJitter = new PollPlan(TestSettings.with(), () -> 0.0);

  private static FeedAnswer answer(int status, String etag, Duration fresh) {
    String body = status == 304 ? null : "hash of " + etag;
    return new FeedAnswer(status, 10, body, etag, null, fresh, FEED, null);
  }

  private static FeedAnswer moved(URI to) {
    return new FeedAnswer(200, 10, "hash", null, null, null, to == null ? FEED : to, to);
  }

  private static PollResult read(FeedAnswer answer, Manners manners, PollResult.Start start) {
    return new PollResult(null, answer, manners, null, start);
  }

  private static PollResult failed(Exception failure) {
    return new PollResult(failure, null, Manners.NONE, null, CONDITIONAL);
  }

  private static PollResult refused(int status) {
    return failed(new FeedUnavailable(status, null));
  }

  private FeedState after(FeedState before, PollResult result) {
    return plan.after(before, result, SCHEDULE, NOW);
  }

  private Instant next(Duration fresh, Manners manners) {
    PollResult result = read(answer(200, "x", fresh), manners, FULL);
    return noJitter.after(NEW, result, SCHEDULE, NOW).nextPoll();
  }

  @Test
  void aSuccessForgetsAllFailures() {
    FeedState failing = after(after(NEW, refused(500)), refused(404));

    FeedState well = after(failing, read(answer(200, "a", null), Manners.NONE, CONDITIONAL));

    assertThat(well.condition()).isEqualTo(Condition.OK);
    assertThat(well.reason()).isNull();
    assertThat(well.failures()).isZero();
    assertThat(well.failingSince()).isNull();
    assertThat(well.memory().refusedSince()).isNull();
    assertThat(well.polledAt()).isEqualTo(NOW);
  }

  @Test
  void aSuccessIsFollowedByTheNextPlaceInThePeriod() {
    Instant next = next(null, Manners.NONE);

    assertThat(next).isEqualTo(RHYTHM.from(NOW.plus(EVERY.dividedBy(2))));
    assertThat(Duration.between(NOW, next))
        .isBetween(Duration.ofSeconds(450), EVERY.multipliedBy(2));
  }

  @Test
  void aFeedKeepsItsPlaceHoweverLateItsPollEnds() {
    Instant slot = RHYTHM.from(NOW);
    for (int late = 0; late < 400; late += 37) {
      PollResult result = read(answer(200, "x", null), Manners.NONE, FULL);
      FeedState after = noJitter.after(NEW, result, SCHEDULE, slot.plusSeconds(late));
      assertThat(after.nextPoll()).isEqualTo(slot.plus(EVERY));
    }
  }

  @Test
  void jitterIsAFiftiethOfThePeriodAtTheMost() {
    FeedState after = after(NEW, read(answer(200, "x", null), Manners.NONE, FULL));

    assertThat(after.nextPoll()).isEqualTo(next(null, Manners.NONE).plus(EVERY.dividedBy(50)));
  }

  @Test
  void notModifiedKeepsWhatIsKnownAndTakesNewValidators() {
    FeedState known = after(NEW, read(answer(200, "a", null), Manners.NONE, FULL));

    FeedState same = after(known, read(answer(304, null, null), Manners.NONE, CONDITIONAL));
    FeedState other = after(known, read(answer(304, "b", null), Manners.NONE, CONDITIONAL));

    assertThat(same.memory().etag()).isEqualTo("a");
    assertThat(other.memory().etag()).isEqualTo("b");
    assertThat(other.memory().body()).isEqualTo("hash of a");
    assertThat(other.memory().fullAt()).isEqualTo(NOW);
  }

  @Test
  void anAnswerWithoutValidatorsLeavesNone() {
    FeedState known = after(NEW, read(answer(200, "a", null), Manners.NONE, FULL));

    FeedState after = after(known, read(answer(200, null, null), Manners.NONE, CONDITIONAL));

    assertThat(after.memory().etag()).isNull();
  }

  @Test
  void wishesAreLowerBoundsUpToADay() {
    assertThat(next(Duration.ofHours(2), Manners.NONE)).isAfterOrEqualTo(NOW.plusSeconds(7200));
    assertThat(next(Duration.ofHours(2), Manners.NONE)).isBefore(NOW.plusSeconds(7200).plus(EVERY));
    assertThat(next(Duration.ofSeconds(5), Manners.NONE)).isEqualTo(next(null, Manners.NONE));
    Instant day = NOW.plus(Duration.ofDays(1));
    assertThat(next(Duration.ofDays(300), Manners.NONE)).isBetween(day, day.plus(EVERY));
  }

  @Test
  void ofTwoWishesTheSmallerCounts() {
    Manners ttl = new Manners(Duration.ofHours(3), Set.of(), Set.of());
    Instant two = next(Duration.ofHours(2), Manners.NONE);

    assertThat(next(Duration.ofHours(2), ttl)).isEqualTo(two);
    assertThat(next(Duration.ofHours(9), ttl)).isEqualTo(next(null, ttl));
    assertThat(next(null, ttl)).isAfterOrEqualTo(NOW.plusSeconds(10_800));
  }

  @Test
  void aFeedByTheClockIsLeftAloneAsLongAsItAsksAndThenPolledAtItsTime() {
    Schedule hourly = Schedule.by(Cron.of("0 * * * *", ZoneOffset.UTC)).within(Duration.ZERO);
    PollResult result = read(answer(200, "x", Duration.ofMinutes(150)), Manners.NONE, FULL);

    assertThat(plan.after(NEW, result, hourly, NOW).nextPoll()).isEqualTo("2026-11-22T13:00:00Z");
    assertThat(plan.after(NEW, refused(500), hourly, NOW).nextPoll())
        .as("a failure is not put off to the next time")
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void hoursAndDaysThatAreSkippedAreWaitedOut() {
    Manners hours = new Manners(null, Set.of(10, 11, 12), Set.of());
    Manners sunday = new Manners(null, Set.of(), Set.of(DayOfWeek.SUNDAY));
    Manners always =
        new Manners(null, Set.copyOf(IntStream.range(0, 24).boxed().toList()), Set.of());

    assertThat(next(null, hours)).isBetween("2026-11-22T13:00:00Z", "2026-11-22T13:59:59Z");
    assertThat(next(null, sunday)).isBetween("2026-11-23T00:00:00Z", "2026-11-23T00:59:59Z");
    assertThat(next(null, always)).isEqualTo(next(null, Manners.NONE).plus(Duration.ofDays(1)));
  }

  @Test
  void failuresAreFollowedByDoublingPausesUpToSixHours() {
    FeedState state = NEW;
    for (long seconds :
        new long[] {60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 21_600, 21_600}) {
      FeedState longest = after(state, failed(new IllegalStateException()));
      FeedState shortest =
          noJitter.after(state, failed(new IllegalStateException()), SCHEDULE, NOW);
      assertThat(Duration.between(NOW, longest.nextPoll())).hasSeconds(seconds);
      assertThat(Duration.between(NOW, shortest.nextPoll())).hasSeconds(seconds / 2);
      state = longest;
    }
    assertThat(state.condition()).isEqualTo(Condition.FAILING);
    assertThat(state.failures()).isEqualTo(11);
  }

  @Test
  void whatTheServerAsksForIsKeptBetweenAMinuteAndADay() {
    assertThat(asked(Duration.ZERO)).hasMinutes(1);
    assertThat(asked(Duration.ofMinutes(47))).hasMinutes(47);
    assertThat(asked(Duration.ofDays(30))).hasDays(1);
  }

  private Duration asked(Duration retryAfter) {
    PollResult result = failed(new FeedUnavailable(429, retryAfter));
    return Duration.between(NOW, after(NEW, result).nextPoll());
  }

  @Test
  void goneIsFinalAtOnce() {
    FeedState gone = after(NEW, refused(410));

    assertThat(gone.condition()).isEqualTo(Condition.GONE);
    assertThat(gone.nextPoll()).isNull();
    assertThat(gone.reason()).isEqualTo("The feed's server answered 410");
  }

  @Test
  void sevenDaysOfRefusalsInARowDisableAFeed() {
    FeedState state = NEW;
    for (int day = 0; day < 7; day++) {
      state = plan.after(state, refused(404 - day % 2), SCHEDULE, NOW.plus(Duration.ofDays(day)));
      assertThat(state.condition()).isEqualTo(Condition.FAILING);
    }

    FeedState last = plan.after(state, refused(401), SCHEDULE, NOW.plus(Duration.ofDays(7)));

    assertThat(last.condition()).isEqualTo(Condition.DISABLED);
    assertThat(last.nextPoll()).isNull();
    assertThat(last.reason()).isEqualTo("The feed's server answered 401");
    assertThat(last.failingSince()).isEqualTo(NOW);
  }

  @Test
  void anotherAnswerInBetweenEndsTheRunOfRefusals() {
    FeedState state = after(after(NEW, refused(404)), refused(500));

    FeedState later = plan.after(state, refused(404), SCHEDULE, NOW.plus(Duration.ofDays(8)));

    assertThat(later.condition()).isEqualTo(Condition.FAILING);
    assertThat(later.failingSince()).isEqualTo(NOW);
  }

  @Test
  void twoRefusalsDoNotDisableAFeedHoweverFarApart() {
    FeedState state = after(NEW, refused(404));

    FeedState later = plan.after(state, refused(404), SCHEDULE, NOW.plus(Duration.ofDays(30)));

    assertThat(later.condition()).isEqualTo(Condition.FAILING);
  }

  @Test
  void aPermanentRedirectIsTrustedTheThirdTime() {
    FeedState once = after(NEW, read(moved(MOVED), Manners.NONE, FULL));
    FeedState twice = after(once, read(moved(MOVED), Manners.NONE, CONDITIONAL));
    FeedState thrice = after(twice, read(moved(MOVED), Manners.NONE, CONDITIONAL));

    assertThat(twice.memory().moved()).isNull();
    assertThat(thrice.memory().moved()).isEqualTo(MOVED.toString());
    FeedState elsewhere =
        after(twice, read(moved(URI.create("https://x.test/")), Manners.NONE, CONDITIONAL));
    assertThat(elsewhere.memory().moves()).isEqualTo(1);
    FeedState back = after(thrice, read(moved(null), Manners.NONE, FULL));
    assertThat(back.memory().movedTo()).as("the declared address answers again").isNull();
  }

  @Test
  void aRememberedAddressStaysWhileItAnswersAndIsForgottenWhenItFails() {
    FeedState state = NEW;
    for (int i = 0; i < 3; i++) {
      state = after(state, read(moved(MOVED), Manners.NONE, FULL));
    }
    PollResult.Start there = new PollResult.Start(false, true);

    FeedState stays = after(state, read(moved(null), Manners.NONE, there));
    PollResult failure =
        new PollResult(new FeedUnavailable(404, null), null, Manners.NONE, null, there);

    assertThat(stays.memory().moved()).isEqualTo(MOVED.toString());
    assertThat(after(state, failure).memory().moved()).isNull();
  }

  @Test
  void theCauseDoesNotTellWhatHappenedInside() throws Exception {
    Exception refused = catching(() -> new AddressRules(Set.of()).check("http://10.0.0.1/"));

    assertThat(failed(refused).cause()).isEqualTo(AddressRules.MESSAGE);
    assertThat(failed(new IllegalStateException("secret")).cause()).doesNotContain("secret");
  }

  private static Exception catching(java.util.concurrent.Callable<?> call) {
    try {
      return new IllegalStateException(String.valueOf(call.call()));
    } catch (Exception e) {
      return e;
    }
  }
}
