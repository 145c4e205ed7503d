package dev.newsreel.money;

import dev.newsreel.job.Books;
import dev.newsreel.job.Costs;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts money: {@code spend.usd} by provider and feed, {@code video.cost.usd} of finished videos
 * by feed, and {@code budget.warning} by period. A node shows what its own edges have cost.
 */
public final class SpendMeters {

  private static final Logger LOG = LoggerFactory.getLogger(SpendMeters.class);
  // Callers choose names of feeds: without a bound they would fill the memory of who collects.
  private static final int MOST_FEEDS = 50;

  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final Set<String> feeds = ConcurrentHashMap.newKeySet();

  /** Notes one saved edge. */
  public void saved(VideoJob before, VideoJob after) {
    Costs now = after.costs();
    Costs then = before == null ? Costs.NONE : before.costs();
    if (!now.equals(then)) {
      count("openai", now.openai().subtract(then.openai()), after);
      count("heygen", now.heygen().subtract(then.heygen()), after);
      count("submagic", now.submagic().subtract(then.submagic()), after);
    }
    if (after.status() == Status.DONE && before.status() != Status.DONE) {
      registry.summary("video.cost.usd", "feed", feed(after)).record(now.total().doubleValue());
    }
  }

  private void count(String provider, BigDecimal usd, VideoJob job) {
    if (usd.signum() > 0) {
      registry
          .counter("spend.usd", "provider", provider, "feed", feed(job))
          .increment(usd.doubleValue());
    }
  }

  private String feed(VideoJob job) {
    String feed = job.options().feed();
    if (feed == null) {
      return "none";
    }
    return feeds.contains(feed) || (feeds.size() < MOST_FEEDS && feeds.add(feed)) ? feed : "other";
  }

  /** Says that 80 % of a cap are reached; called once for each period, over all nodes. */
  void warn(String told, Caps caps, Instant now) {
    boolean day = told.equals("told day");
    registry.counter("budget.warning", "period", day ? "day" : "month").increment();
    LOG.warn(
        "80 % of the budget of {} USD for {} are spent or set aside",
        (day ? caps.daily() : caps.monthly()).toPlainString(),
        day ? Books.day(now) : Books.month(now));
  }

  /** Shows the counters in a registry. */
  public void publish(MeterRegistry target) {
    registry.add(target);
  }
}
