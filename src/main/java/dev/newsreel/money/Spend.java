package dev.newsreel.money;

import dev.newsreel.job.Books;
import dev.newsreel.job.Usd;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.redisson.client.codec.StringCodec;

/**
 * The sums of the books over some days.
 *
 * @param fields units by field, as {@link Books} describes them, summed up
 */
record Spend(Map<String, Long> fields) {

  /**
   * Returns the books of each day from one to another, both included; a day of nothing is left out.
   */
  static NavigableMap<LocalDate, Spend> days(Redis redis, LocalDate from, LocalDate to) {
    NavigableMap<LocalDate, Spend> days = new TreeMap<>();
    from.datesUntil(to.plusDays(1))
        .forEach(
            day -> {
              Map<String, Long> sums = new HashMap<>();
              redis.all().forEach(p -> read(redis, p, day, sums));
              if (!sums.isEmpty()) {
                days.put(day, new Spend(sums));
              }
            });
    return days;
  }

  private static void read(Redis redis, Partition p, LocalDate day, Map<String, Long> sums) {
    redis
        .client()
        .<String, String>getMap(p.spend(day.toString()), StringCodec.INSTANCE)
        .readAllMap()
        .forEach((field, units) -> sums.merge(field, Long.valueOf(units), Long::sum));
  }

  /** Returns the sums of many days. */
  static Spend sum(Iterable<Spend> days) {
    Map<String, Long> sums = new HashMap<>();
    days.forEach(day -> day.fields.forEach((field, n) -> sums.merge(field, n, Long::sum)));
    return new Spend(sums);
  }

  /** Returns the sum of a kind of field over all feeds, in its own unit. */
  long units(String what) {
    return fields.entrySet().stream()
        .filter(e -> e.getKey().startsWith(what + "|"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  BigDecimal usd(String what) {
    return Usd.of(units(what));
  }

  BigDecimal total() {
    return Usd.of(fields.getOrDefault(Books.TOTAL, 0L));
  }

  /** Returns what a kind of field has for one feed; empty is none. */
  long of(String what, String feed) {
    return fields.getOrDefault(Books.field(what, feed), 0L);
  }

  /** Returns the feeds that something is written of, in order; the empty one is none. */
  List<String> feeds() {
    return fields.keySet().stream()
        .filter(field -> field.contains("|"))
        .map(field -> field.substring(field.indexOf('|') + 1))
        .distinct()
        .sorted()
        .toList();
  }
}
