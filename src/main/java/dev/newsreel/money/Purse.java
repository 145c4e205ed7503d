package dev.newsreel.money;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.Prices;
import dev.newsreel.job.Usd;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.watch.Figures;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** All that has to do with money on one node, put together. */
public final class Purse {

  private final Redis redis;
  private final Settings settings;
  private final PriceList.Read prices;
  private final Reservations reservations;
  private final SpendMeters meters;
  private final Caps caps;
  private final Needs needs;
  private volatile Supplier<Map<String, BigDecimal>> feeds = Map::of;
  private volatile ToIntFunction<VideoJob> seconds = job -> 0;
  private volatile Budget budget;

  /** Makes a purse with these prices; it is empty-handed until it knows the jobs. */
  public Purse(Redis redis, Settings settings, PriceList.Read prices, Figures figures) {
    this.meters = new SpendMeters(figures);
    this.redis = redis;
    this.settings = settings;
    this.prices = prices;
    this.reservations = new Reservations(redis);
    this.caps = Caps.of(settings, () -> feeds.get());
    int mostWritten = settings.number("openai.max-tokens");
    this.needs = new Needs(prices.prices(), mostWritten, job -> seconds.applyAsInt(job));
  }

  /** Says where jobs are looked up; from now on money is kept together. */
  public void keepFor(JobStore jobs) {
    Duration patience = settings.duration("reconcile.deadline").plus(Duration.ofHours(1));
    Sweep sweep = new Sweep(jobs, reservations, needs, patience);
    Budget.Terms terms = new Budget.Terms(caps, needs, meters);
    budget = new Budget(jobs, new JobTimers(redis), reservations, terms, sweep);
  }

  /** Says what feeds may spend on a day, by name, as far as they declare it. */
  public void capFeeds(Supplier<Map<String, BigDecimal>> declared) {
    feeds = declared;
  }

  /** Returns how much a feed may spend on a day, US dollars; null when there is no cap. */
  public BigDecimal feedCap(String feed) {
    return caps.feed(feed);
  }

  /** Returns what a feed has spent today, by UTC, US dollars. Costs a round trip a partition. */
  public BigDecimal feedSpentToday(String feed) {
    return Usd.of(reservations.spent(feed, Instant.now()).get(2));
  }

  /** Says how many seconds a job without a script is expected to last. */
  public void expect(ToIntFunction<VideoJob> expected) {
    seconds = expected;
  }

  /** Follows one saved edge. */
  public void saved(VideoJob before, VideoJob after) {
    meters.saved(before, after);
    if (budget != null) {
      budget.saved(before, after);
    }
  }

  /** Returns what a whole video is expected to cost, US dollars; what is paid already included. */
  public BigDecimal estimate(VideoJob job) {
    return needs.estimate(job);
  }

  /** Returns what the providers charge. */
  public Prices prices() {
    return prices.prices();
  }

  /** Returns the step of the routes that sets money aside. */
  public Budget budget() {
    return budget;
  }

  /** Returns what {@code GET /api/v1/spend} tells. */
  public SpendReport report() {
    SpendReport.Terms terms = new SpendReport.Terms(caps, prices);
    return new SpendReport(redis, Clock.systemUTC(), reservations, terms);
  }
}
