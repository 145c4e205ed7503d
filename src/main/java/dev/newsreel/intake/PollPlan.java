package dev.newsreel.intake;

import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/** What follows from one poll: how the feed is doing, what is remembered, and when it is next. */
final class PollPlan {

  private static final Duration SHORTEST_ASKED = Duration.ofMinutes(1);
  private static final Duration LONGEST_ASKED = Duration.ofDays(1);
  private static final int FEWEST_REFUSALS = 3;

  private final Duration first;
  private final Duration longest;
  private final Duration patience;
  private final DoubleSupplier random;

  /**
   * Makes the plan.
   *
   * @param random gives numbers from 0 to 1, for jitter
   */
  PollPlan(Settings settings, DoubleSupplier random) {
    this.first = settings.duration("feed.backoff");
    this.longest = settings.duration("feed.longest-backoff");
    this.patience = settings.duration("feed.disable-after");
    this.random = random;
  }

  /** Returns the state that a poll leaves. */
  FeedState after(FeedState before, PollResult result, Schedule schedule, Instant now) {
    return result.failure() == null
        ? succeeded(before, result, schedule, now)
        : failed(before, result, now);
  }

  private FeedState succeeded(FeedState before, PollResult result, Schedule schedule, Instant now) {
    FeedMemory memory = remembered(before.memory(), result, now);
    Duration wish = wish(result.answer().fresh(), result.manners().ttl());
    Instant slot = schedule.next(now, wish, before.id());
    Instant next = result.manners().allowed(slot.plus(part(schedule.drawn())));
    return new FeedState(before.id(), before.url(), Condition.OK, null, 0, null, now, next, memory);
  }

  private static FeedMemory remembered(FeedMemory known, PollResult result, Instant now) {
    FeedAnswer answer = result.answer();
    // A 304 need not repeat the validators that it confirms.
    boolean confirmed = answer.status() == 304;
    FeedMemory memory =
        new FeedMemory(
            answer.etag() == null && confirmed ? known.etag() : answer.etag(),
            answer.lastModified() == null && confirmed
                ? known.lastModified()
                : answer.lastModified(),
            answer.from().toString(),
            confirmed ? known.body() : answer.body(),
            result.start().full() ? now : known.fullAt(),
            known.movedTo(),
            known.moves(),
            null,
            result.host(),
            false,
            result.manners());
    boolean stays = result.start().moved() && answer.movedTo() == null;
    return stays
        ? memory
        : memory.movingTo(answer.movedTo() == null ? null : answer.movedTo().toString());
  }

  /** Returns how long a feed is left alone when its server and the feed itself say something. */
  private static Duration wish(Duration fresh, Duration ttl) {
    Duration least = fresh == null || (ttl != null && ttl.compareTo(fresh) < 0) ? ttl : fresh;
    if (least == null) {
      return Duration.ZERO;
    }
    return least.compareTo(Manners.MOST) > 0 ? Manners.MOST : least;
  }

  private FeedState failed(FeedState before, PollResult result, Instant now) {
    int failures = before.failures() + 1;
    Instant refused = before.memory().refusedSince();
    Instant since = !result.isRefused() ? null : refused == null ? now : refused;
    FeedMemory memory = before.memory().failing(since);
    if (result.start().moved()) {
      memory = memory.movingTo(null);
    }
    Condition condition = Condition.FAILING;
    if (result.isGone()) {
      condition = Condition.GONE;
    } else if (since != null
        && failures >= FEWEST_REFUSALS
        && !now.isBefore(since.plus(patience))) {
      condition = Condition.DISABLED;
    }
    return new FeedState(
        before.id(),
        before.url(),
        condition,
        result.cause(),
        failures,
        before.failingSince() == null ? now : before.failingSince(),
        before.polledAt(),
        condition.ended() ? null : now.plus(delay(result, failures)),
        memory);
  }

  private Duration delay(PollResult result, int failures) {
    Duration asked = result.retryAfter();
    if (asked != null) {
      Duration least = asked.compareTo(SHORTEST_ASKED) > 0 ? asked : SHORTEST_ASKED;
      return least.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : least;
    }
    double doubled = (double) first.toMillis() * Math.pow(2, failures - 1.0);
    Duration whole = Duration.ofMillis((long) Math.min(doubled, (double) longest.toMillis()));
    return whole.dividedBy(2).plus(part(whole.dividedBy(2)));
  }

  private Duration part(Duration whole) {
    return Duration.ofMillis((long) ((double) whole.toMillis() * random.getAsDouble()));
  }
}
