package dev.newsreel.intake;

import dev.newsreel.job.Attempts;
import dev.newsreel.job.Claims;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Quota;
import dev.newsreel.job.QuotaFull;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many videos of a feed may begin on one day of its calendar. Each day has a counter, which the
 * script that accepts a job reads and raises: it is exact on any number of nodes.
 *
 * <p>An entry beyond the limit becomes a job all the same, one that begins on the first day with
 * room. So it is not lost when it leaves the feed, and can be seen and cancelled.
 */
final class DailyLimit {

  private static final Logger LOG = LoggerFactory.getLogger(DailyLimit.class);
  private static final int MOST_DAYS = 366;

  private final JobStore jobs;
  // The first day that may have room, as far as this node knows: it saves asking the full ones.
  private final Map<String, LocalDate> room = new ConcurrentHashMap<>();

  DailyLimit(JobStore jobs) {
    this.jobs = jobs;
  }

  /** Returns the name under which the videos of a day are counted. */
  static String counter(Feed feed, LocalDate day) {
    return "feed:" + feed.id() + ":" + day;
  }

  /**
   * Accepts a job of a feed.
   *
   * @param guards the names that only one job may hold
   * @return the job as accepted; empty when another holds a guard, or when no day of the coming
   *     year has room: then the entry is met again at the next poll
   */
  Optional<VideoJob> accept(Feed feed, VideoJob job, Map<String, Duration> guards) {
    if (feed.dailyLimit() == null) {
      return accepted(job, new Claims(guards, null));
    }
    LocalDate today = LocalDate.ofInstant(jobs.now(), feed.zone());
    String hint = feed.id() + "|" + feed.dailyLimit();
    LocalDate day = room.merge(hint, today, (known, t) -> known.isAfter(t) ? known : t);
    for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
      VideoJob placed = day.equals(today) ? job : waiting(feed, job, day);
      try {
        return accepted(placed, new Claims(guards, quota(feed, day)));
      } catch (QuotaFull e) {
        room.put(hint, day.plusDays(1));
      }
    }
    LOG.warn("No day of the coming year has room for an entry of {}", feed.id());
    return Optional.empty();
  }

  private Optional<VideoJob> accepted(VideoJob job, Claims claims) {
    return jobs.accept(job, claims).isEmpty() ? Optional.of(job) : Optional.empty();
  }

  private Quota quota(Feed feed, LocalDate day) {
    Instant forgotten = day.plusDays(3).atStartOfDay(feed.zone()).toInstant();
    return new Quota(
        counter(feed, day), feed.dailyLimit(), Duration.between(jobs.now(), forgotten));
  }

  private static VideoJob waiting(Feed feed, VideoJob job, LocalDate day) {
    Instant begin = day.atStartOfDay(feed.zone()).toInstant();
    String why =
        "daily_limit: %s makes %d a day; this one begins at %s"
            .formatted(feed.id(), feed.dailyLimit(), begin);
    return job.with(
        d -> {
          d.attempts = new Attempts(0, null, why);
          d.wake = new Wake(job.wake().queue(), begin);
        });
  }
}
