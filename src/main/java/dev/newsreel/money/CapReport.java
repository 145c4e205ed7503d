package dev.newsreel.money;

import dev.newsreel.job.Books;
import dev.newsreel.job.Usd;
import dev.newsreel.redis.Redis;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much of each cap is used, as the API shows it. It changes nothing. */
final class CapReport {

  private final Redis redis;
  private final Reservations reservations;
  private final Caps caps;

  CapReport(Redis redis, Reservations reservations, Caps caps) {
    this.redis = redis;
    this.reservations = reservations;
    this.caps = caps;
  }

  /** Returns how many jobs wait for money, and for which cap. */
  Map<String, Object> waiting() {
    Map<String, Object> waiting = new TreeMap<>();
    Map<String, String> waits = reservations.waits();
    waiting.put("jobs", waits.size());
    waits.values().forEach(cap -> waiting.merge(cap, 1, (a, b) -> (Integer) a + (Integer) b));
    return waiting;
  }

  /** Returns the caps there are, with what is spent and set aside ({@code open}) below them. */
  Map<String, Object> all(Map<String, Long> open, Instant now) {
    List<Long> spent = reservations.spent(null, now);
    long all = open.getOrDefault(Books.TOTAL, 0L);
    Map<String, Object> report = new LinkedHashMap<>();
    put(report, "day", cap(caps.daily(), spent.get(0), all));
    put(report, "month", cap(caps.monthly(), spent.get(1), all));
    put(report, "video", caps.video());
    put(report, "feed_day", caps.feedDaily());
    Map<String, Object> feeds = new TreeMap<>();
    Spend today = Spend.sum(Spend.days(redis, Books.day(now), Books.day(now)).values());
    caps.declared()
        .get()
        .forEach(
            (feed, cap) -> {
              long paid = Books.PROVIDERS.stream().mapToLong(p -> today.of(p, feed)).sum();
              feeds.put(feed, cap(cap, paid, open.getOrDefault("feed|" + feed, 0L)));
            });
    put(report, "feeds", feeds.isEmpty() ? null : feeds);
    return report;
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
}
