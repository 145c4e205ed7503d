package dev.newsreel.money;

import dev.newsreel.job.Books;
import dev.newsreel.job.Deduped;
import dev.newsreel.job.Usd;
import dev.newsreel.redis.Redis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** What {@code GET /api/v1/spend} tells. It changes nothing. */
public final class SpendReport {

  private static final int MEAN_DAYS = 30;

  private final Redis redis;
  private final Clock clock;
  private final Reservations reservations;
  private final Terms terms;
  private final CapReport caps;

  /**
   * What the report goes by.
   *
   * @param caps how much may be spent
   * @param prices what things cost
   */
  record Terms(Caps caps, PriceList.Read prices) {}

  SpendReport(Redis redis, Clock clock, Reservations reservations, Terms terms) {
    this.redis = redis;
    this.clock = clock;
    this.reservations = reservations;
    this.terms = terms;
    this.caps = new CapReport(redis, reservations, terms.caps());
  }

  /** Returns the present day, by UTC. */
  public LocalDate today() {
    return Books.day(clock.instant());
  }

  /** Returns the report of these days, both included, ready to be written as JSON. */
  public Map<String, Object> of(LocalDate from, LocalDate to) {
    LocalDate lately = to.minusDays(MEAN_DAYS - 1L);
    LocalDate first = lately.isBefore(from) ? lately : from;
    NavigableMap<LocalDate, Spend> read = Spend.days(redis, first, to);
    Map<LocalDate, Spend> days = read.tailMap(from, true);
    Spend all = Spend.sum(days.values());
    BigDecimal mean = mean(Spend.sum(read.tailMap(lately, true).values()));
    Map<String, Long> open = reservations.open();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("from", from.toString());
    report.put("to", to.toString());
    report.put("total_usd", all.total());
    report.put("by_provider", providers(all));
    report.put("by_feed", feeds(all));
    List<Object> byDay = new ArrayList<>();
    days.forEach((day, spend) -> byDay.add(day(day, spend)));
    report.put("by_day", byDay);
    report.put("videos", all.units("done"));
    report.put("saved", saved(all, Deduped.count(redis, from, to), mean));
    report.put("reserved", reserved(open));
    report.put("waiting_for_money", caps.waiting());
    report.put("caps", caps.all(open, clock.instant()));
    report.put("prices", prices());
    return report;
  }

  /** Returns the present day at a glance: what was spent, is set aside and may be spent. */
  public Map<String, Object> glance() {
    LocalDate day = today();
    Spend spend = Spend.sum(Spend.days(redis, day, day).values());
    Map<String, Long> open = reservations.open();
    Map<String, Object> glance = new LinkedHashMap<>();
    glance.put("day", day.toString());
    glance.put("total_usd", spend.total());
    glance.put("by_provider", providers(spend));
    glance.put("videos", spend.units("done"));
    glance.put("reserved_usd", Usd.of(open.getOrDefault(Books.TOTAL, 0L)));
    glance.put("waiting_for_money", caps.waiting());
    glance.put("caps", caps.all(open, clock.instant()));
    return glance;
  }

  private static Map<String, Object> providers(Spend spend) {
    Map<String, Object> providers = new LinkedHashMap<>();
    Books.PROVIDERS.forEach(p -> providers.put(p, spend.usd(p)));
    return providers;
  }

  private static Map<String, Object> day(LocalDate day, Spend spend) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("day", day.toString());
    line.put("total_usd", spend.total());
    line.putAll(providers(spend));
    line.put("videos", spend.units("done"));
    return line;
  }

  private static List<Object> feeds(Spend all) {
    List<Object> lines = new ArrayList<>();
    for (String feed : all.feeds()) {
      Map<String, Object> line = new LinkedHashMap<>();
      // Jobs of no feed have a line without a name.
      line.put("feed", feed.isEmpty() ? null : feed);
      line.put("total_usd", Usd.of(Books.PROVIDERS.stream().mapToLong(p -> all.of(p, feed)).sum()));
      Books.PROVIDERS.forEach(p -> line.put(p, Usd.of(all.of(p, feed))));
      line.put("videos", all.of("done", feed));
      lines.add(line);
    }
    return lines;
  }

  private static Map<String, Object> saved(Spend all, long deduped, BigDecimal mean) {
    Map<String, Object> saved = new LinkedHashMap<>();
    saved.put("cache_usd", all.usd("saved.cache"));
    saved.put("length_usd", all.usd("saved.length"));
    saved.put("dedupe_usd", Usd.rounded(mean.multiply(BigDecimal.valueOf(deduped))));
    saved.put("deduped", deduped);
    saved.put("mean_video_usd", mean);
    return saved;
  }

  /** Returns what was spent for each finished video in the days before, failures included. */
  private static BigDecimal mean(Spend lately) {
    long videos = lately.units("done");
    return videos == 0
        ? BigDecimal.ZERO
        : Usd.rounded(lately.total().divide(BigDecimal.valueOf(videos), 9, RoundingMode.HALF_UP));
  }

  private Map<String, Object> reserved(Map<String, Long> open) {
    return Map.of(
        "total_usd", Usd.of(open.getOrDefault(Books.TOTAL, 0L)), "jobs", reservations.all().size());
  }

  private Map<String, Object> prices() {
    Map<String, Object> prices = new LinkedHashMap<>();
    prices.put("read", terms.prices().read().toString());
    prices.put("openai_usd_per_million_input", terms.prices().prices().tokens().input());
    prices.put("openai_usd_per_million_cached", terms.prices().prices().tokens().cached());
    prices.put("openai_usd_per_million_output", terms.prices().prices().tokens().output());
    prices.put("heygen_usd_per_second", terms.prices().prices().perSecond());
    prices.put("submagic_usd_per_minute", terms.prices().prices().perMinute());
    return prices;
  }
}
