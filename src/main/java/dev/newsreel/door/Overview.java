package dev.newsreel.door;

import dev.newsreel.forecast.Capacity;
import dev.newsreel.job.Causes;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobPages;
import dev.newsreel.money.SpendReport;
import dev.newsreel.redis.Redis;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that an operator wants to see at a glance, put together for the page. */
final class Overview {

  private static final int LATEST = 8;
  private static final long LEAST_FEEDS_AGE = Duration.ofSeconds(2).toNanos();
  private static final int SHARE = 20;

  private final Parts parts;
  private final JobIndex index;
  private final JobPages pages;
  private final Causes causes;
  private Seen feeds = new Seen(List.of(), 0);

  /** Feeds as they were read, and until when (by nano time) that is good enough. */
  private record Seen(List<?> feeds, long until) {}

  /**
   * What it is put together from.
   *
   * @param capacity what is under way
   * @param spend the money
   * @param feeds the declared feeds as the API shows them
   * @param fixed what does not change while the node runs, such as its version
   */
  record Parts(
      Capacity capacity, SpendReport spend, Supplier<List<?>> feeds, Map<String, Object> fixed) {}

  Overview(Redis redis, Parts parts) {
    this.parts = parts;
    this.index = new JobIndex(redis);
    this.pages = new JobPages(redis);
    this.causes = new Causes(redis);
  }

  /**
   * Returns everything, by name, in the form of the API.
   *
   * @throws dev.newsreel.redis.RedisUnavailable when it cannot be known
   */
  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>(parts.fixed());
    view.put("counts", index.counts());
    view.put("capacity", parts.capacity().view());
    view.put("money", parts.spend().glance());
    view.put("problems", causes.all());
    view.put("feeds", feeds());
    view.put(
        "latest",
        pages.page(JobPages.Wanted.ALL, "", LATEST).jobs().stream().map(VideoView::brief).toList());
    return view;
  }

  // Each feed costs some looks into Redis: many feeds are looked at less often.
  private synchronized List<?> feeds() {
    long now = System.nanoTime();
    if (feeds.until() == 0 || now - feeds.until() > 0) {
      List<?> read = parts.feeds().get();
      long end = System.nanoTime();
      feeds = new Seen(read, end + Math.max(LEAST_FEEDS_AGE, (end - now) * SHARE));
    }
    return feeds.feeds();
  }
}
