package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lists jobs page by page, newest first, without their articles' texts. It changes nothing. Jobs in
 * a form that this release does not know are left out.
 */
public final class JobPages {

  private static final RedisScript PAGE = RedisScript.of(JobPages.class, "page.lua");

  // Redis does nothing else while a script runs.
  private static final int AT_ONCE = 500;
  private static final int MOST_LOOKED_AT = 10_000;

  private final Redis redis;

  /** Makes the list. */
  public JobPages(Redis redis) {
    this.redis = redis;
  }

  /**
   * Which jobs are wanted; at most one of status, feed and cause is given.
   *
   * @param status only these; null for any
   * @param feed only those of this feed; null for any
   * @param cause only those that stopped for it ({@link Cause#id}); null for any
   * @param words only those that are found by all of these words; null or empty for any
   */
  public record Wanted(Status status, String feed, String cause, String words) {

    /** All jobs. */
    public static final Wanted ALL = new Wanted(null, null, null, null);

    private String index(Partition partition) {
      if (status != null) {
        return partition.status(status.text());
      }
      if (cause != null) {
        return partition.stopped();
      }
      return feed == null ? partition.all() : partition.feed(feed);
    }

    private String front() {
      return cause == null ? "" : cause + " ";
    }
  }

  /**
   * One page.
   *
   * @param jobs newest first; there may be fewer than were asked for, and more on the next page
   * @param next the id below which the next page begins; null when there is none
   */
  public record Page(List<VideoJob> jobs, String next) {}

  /**
   * Returns one page. With words it looks at ten thousand jobs of each partition at the most; the
   * next page goes on where it has stopped.
   *
   * @param below only ids below this one; empty for the newest
   * @param limit how many at the most
   */
  public Page page(Wanted wanted, String below, int limit) {
    List<VideoJob> found = new ArrayList<>();
    String low = "";
    for (Partition partition : redis.all()) {
      String stopped = look(partition, wanted, new Span(below, limit), found);
      low = stopped.compareTo(low) > 0 ? stopped : low;
    }
    // Below that, some partition has not been looked at.
    String complete = low;
    List<VideoJob> page =
        found.stream()
            .filter(job -> job.id().compareTo(complete) >= 0)
            .sorted(Comparator.comparing(VideoJob::id).reversed())
            .limit(limit)
            .toList();
    if (page.size() == limit) {
      return new Page(page, page.get(limit - 1).id());
    }
    return new Page(page, low.isEmpty() ? null : low);
  }

  private record Span(String below, int limit) {}

  private String look(Partition partition, Wanted wanted, Span span, List<VideoJob> found) {
    List<String> words = FindText.words(wanted.words());
    int step = words.isEmpty() ? span.limit() : AT_ONCE;
    int left = span.limit();
    String at = span.below();
    for (int seen = 0; seen < MOST_LOOKED_AT && left > 0; seen += step) {
      List<Object> args = new ArrayList<>(List.of(wanted.front(), at, left, step));
      args.add(partition.job(""));
      args.addAll(words);
      List<Object> rows = redis.list(PAGE, List.of(wanted.index(partition)), args.toArray());
      rows.stream()
          .skip(1)
          .map(data -> StoredJob.readIfKnown((String) data))
          .forEach(job -> job.ifPresent(found::add));
      left -= rows.size() - 1;
      at = (String) rows.get(0);
      if (at.isEmpty() || words.isEmpty()) {
        return at;
      }
    }
    return at;
  }
}
