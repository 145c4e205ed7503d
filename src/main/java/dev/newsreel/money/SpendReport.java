package dev.newsreel.money;

import dev.newsreel.job.Books;
import dev.newsreel.job.Deduped;
import dev.newsreel.job.Usd;
import dev.newsreel.redis.Redis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What {@code GET /api/v1/spend} tells. It changes nothing. */
public final class SpendReport {

  private static final int MEAN_DAYS = 30;

  private final Redis redis;
  private final Clock clock;
  private final Reservations reservations;
  private final Terms terms;

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
    report.put("waiting_for_money", waiting());
    report.put("caps", caps(open));
    report.put("prices", prices());
    return report;
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

  private Map<String, Object> waiting() {
    Map<String, Object> waiting = new TreeMap<>();
    Map<String, String> waits = reservations.waits();
    waiting.put("jobs", waits.size());
    waits.values().forEach(cap -> waiting.merge(cap, 1, (a, b) -> (Integer) a + (Integer) b));
    return waiting;
  }

  private Map<String, Object> caps(Map<String, Long> open) {
    Instant now = clock.instant();
    List<Long> spent = reservations.spent(null, now);
    long all = open.getOrDefault(Books.TOTAL, 0L);
    Map<String, Object> caps = new LinkedHashMap<>();
    put(caps, "day", cap(terms.caps().daily(), spent.get(0), all));
    put(caps, "month", cap(terms.caps().monthly(), spent.get(1), all));
    put(caps, "video", terms.caps().video());
    put(caps, "feed_day", terms.caps().feedDaily());
    Map<String, Object> feeds = new TreeMap<>();
    Spend today = Spend.sum(Spend.days(redis, Books.day(now), Books.day(now)).values());
    terms
        .caps()
        .declared()
        .get()
        .forEach(
            (feed, cap) -> {
              long paid = Books.PROVIDERS.stream().mapToLong(p -> today.of(p, feed)).sum();
              feeds.put(feed, cap(cap, paid, open.getOrDefault("feed|" + feed, 0L)));
            });
    put(caps, "feeds", feeds.isEmpty() ? null : feeds);
    return caps;
  }

  private static void put(Map<String, Object> map, String name, Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  private static Map<String, Object> cap(BigDecimal cap, long spent, long open) {
    if (cap == null) {
      return null;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("cap_usd", cap);
    line.put("spent_usd", Usd.of(spent));
    line.put("reserved_usd", Usd.of(open));
    line.put("left_usd", Usd.of(Math.max(0, Usd.units(cap) - spent - open)));
    return line;
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
