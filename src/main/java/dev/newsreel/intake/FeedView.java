package dev.newsreel.intake;

import dev.newsreel.job.JobIndex;
import dev.newsreel.job.Quota;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Durations;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The declared feeds as the API shows them. It changes nothing. */
public final class FeedView {

  private final Redis redis;
  private final Feeds feeds;
  private final SeenArticles seen;
  private final FeedStates states;
  private final FeedTurns turns;
  private final JobIndex jobs;
  private final Money money;

  /**
   * What is known of a feed's money, by its name.
   *
   * @param cap how much it may spend on a day; null when there is no cap
   * @param spent what it has spent today
   */
  public record Money(Function<String, BigDecimal> cap, Function<String, BigDecimal> spent) {}

  /** Makes the view. */
  public FeedView(Redis redis, Feeds feeds, SeenArticles seen, Money money) {
    this.money = money;
    this.redis = redis;
    this.feeds = feeds;
    this.seen = seen;
    this.states = new FeedStates(redis);
    this.turns = new FeedTurns(redis);
    this.jobs = new JobIndex(redis);
  }

  /**
   * One declared feed; what is not known is null.
   *
   * @param state {@code ok}, {@code failing}, {@code disabled}, {@code gone}, or {@code refused}
   * @param reason why it is in that state, or why an older declaration is in force
   * @param failures how many polls have failed in a row
   * @param lastPollAt when it was last read, or found unchanged
   * @param nextPollAt null while its turn is under way, too
   * @param videosMade how many jobs were made of it, as far as they are still kept
   * @param dailyLimit how many of its videos may begin on one day
   * @param usedToday how many of today's it has had
   * @param dailyUsd how much its videos may cost on one day, by UTC
   * @param spentTodayUsd how much of today's is spent
   * @param polls the recent polls, newest first; null in a list of feeds
   */
  public record Shown(
      String name,
      URI url,
      Map<String, String> schedule,
      String state,
      String reason,
      Integer failures,
      Instant lastPollAt,
      Instant nextPollAt,
      Long videosMade,
      Integer dailyLimit,
      Long usedToday,
      BigDecimal dailyUsd,
      BigDecimal spentTodayUsd,
      List<PollRecord> polls) {}

  /** Returns every entry of the feeds' file, in its order, those that are refused last. */
  public List<Shown> all() {
    List<Shown> all = new ArrayList<>();
    Declared declared = feeds.declared();
    declared.feeds().values().forEach(feed -> all.add(shown(feed, null)));
    declared.refused().keySet().stream()
        .filter(name -> !declared.feeds().containsKey(name))
        .forEach(name -> all.add(refused(name, declared)));
    return all;
  }

  /** Returns one of them with its recent polls; null when none has this name. */
  public Shown one(String name) {
    Declared declared = feeds.declared();
    if (declared.feeds().containsKey(name)) {
      return shown(declared.feeds().get(name), states.polls(name));
    }
    return declared.refused().containsKey(name) ? refused(name, declared) : null;
  }

  private static Shown refused(String name, Declared declared) {
    String why = declared.refused().get(name);
    return new Shown(
        name, null, null, "refused", why, null, null, null, null, null, null, null, null, null);
  }

  private Shown shown(Feed feed, List<PollRecord> polls) {
    String id = feed.id();
    FeedState state = states.of(id).orElseGet(() -> FeedState.untried(id, feed.url().toString()));
    BigDecimal cap = money.cap().apply(id);
    String unusable = feeds.declared().refused().get(id);
    return new Shown(
        id,
        feed.url(),
        schedule(feed),
        state.condition().text(),
        unusable == null ? state.reason() : "An older declaration is in force. " + unusable,
        state.failures() == 0 ? null : state.failures(),
        state.polledAt(),
        turns.next(id).orElse(null),
        jobs.count(id),
        feed.dailyLimit(),
        feed.dailyLimit() == null ? null : used(feed),
        cap,
        cap == null ? null : money.spent().apply(id),
        polls);
  }

  private static Map<String, String> schedule(Feed feed) {
    Schedule s = feed.schedule();
    String jitter = Durations.text(s.jitter());
    return s.cron() == null
        ? Map.of("every", Durations.text(s.every()), "jitter", jitter)
        : Map.of("cron", s.cron().text(), "zone", s.cron().zone().toString(), "jitter", jitter);
  }

  private long used(Feed feed) {
    String today = DailyLimit.counter(feed, LocalDate.now(feed.zone()));
    String key = redis.partitionOf(seen.home(feed.id())).key(Quota.key(today));
    Object count = redis.client().getBucket(key).get();
    return count == null ? 0 : Long.parseLong(count.toString());
  }
}
