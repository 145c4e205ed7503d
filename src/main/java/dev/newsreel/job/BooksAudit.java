package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.redisson.client.codec.StringCodec;

/**
 * Compares what jobs and their histories say that was paid with the books. Of days on which some
 * jobs have been forgotten since, only that the books say no less.
 */
final class BooksAudit {

  private final Redis redis;
  private final Map<String, Map<String, Long>> days = new TreeMap<>();

  BooksAudit(Redis redis) {
    this.redis = redis;
  }

  /** Notes what one job has paid, and checks that its history says the same. */
  void look(Partition p, VideoJob job, List<Event> history, List<String> faults) {
    Costs said = Costs.NONE;
    for (Event event : history) {
      if (event.usd() != null && event.usd().signum() > 0 && isKnown(event.provider())) {
        said = said.plus(event.provider(), event.usd());
        String field = Books.field(event.provider(), job.options().feed());
        days.computeIfAbsent(p.spend(Books.day(event.at()).toString()), d -> new HashMap<>())
            .merge(field, Usd.units(event.usd()), Long::sum);
      }
    }
    if (Usd.units(said.total()) != Usd.units(job.costs().total())) {
      faults.add(
          "%s has paid %s, its history says %s"
              .formatted(job.id(), job.costs().total(), said.total()));
    }
  }

  // A newer release may pay somebody whom this one does not know.
  private static boolean isKnown(String provider) {
    return Books.PROVIDERS.contains(provider);
  }

  /** Compares the sums of all jobs with the books. */
  void compare(JobStore jobs, List<String> faults) {
    LocalDate today = Books.day(jobs.now());
    LocalDate complete = Books.day(jobs.now().minus(jobs.retention())).plusDays(1);
    for (Partition p : redis.all()) {
      complete
          .datesUntil(today.plusDays(1))
          .forEach(day -> days.putIfAbsent(p.spend("" + day), Map.of()));
    }
    days.forEach(
        (key, paid) -> {
          LocalDate day = LocalDate.parse(key.substring(key.length() - 10));
          compare(key, paid, !day.isBefore(complete), faults);
        });
  }

  private void compare(String key, Map<String, Long> paid, boolean whole, List<String> faults) {
    Map<String, String> books =
        redis.client().<String, String>getMap(key, StringCodec.INSTANCE).readAllMap();
    Map<String, Long> rest = new TreeMap<>(paid);
    books.forEach(
        (field, units) -> {
          if (Books.PROVIDERS.stream().anyMatch(p -> field.startsWith(p + "|"))) {
            rest.merge(field, -Long.parseLong(units), Long::sum);
          }
        });
    rest.forEach(
        (field, more) -> {
          if (more > 0 || (whole && more < 0)) {
            faults.add(
                "%s: jobs have paid %s more than %s says".formatted(key, Usd.of(more), field));
          }
        });
  }
}
