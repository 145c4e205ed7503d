package dev.newsreel.money;

import dev.newsreel.job.Books;
import dev.newsreel.job.Costs;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.watch.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts money: {@code spend.usd} by provider and feed, {@code video.cost.usd} of finished videos
 * by feed, and {@code budget.warning} by period. A node shows what its own edges have cost.
 */
public final class SpendMeters {

  private static final Logger LOG = LoggerFactory.getLogger(SpendMeters.class);

  private final Figures figures;

  /** Makes the counters. */
  SpendMeters(Figures figures) {
    this.figures = figures;
    figures.count("budget.warning", 0, "period", "day");
    figures.count("budget.warning", 0, "period", "month");
  }

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
      figures
          .registry()
          .summary("video.cost.usd", "feed", feed(after))
          .record(now.total().doubleValue());
    }
  }

  private void count(String provider, BigDecimal usd, VideoJob job) {
    if (usd.signum() > 0) {
      figures.count("spend.usd", usd.doubleValue(), "provider", provider, "feed", feed(job));
    }
  }

  private String feed(VideoJob job) {
    return figures.feeds().of(job.options().feed());
  }

  /** Says that 80 % of a cap are reached; called once for each period, over all nodes. */
  void warn(String told, Caps caps, Instant now) {
    boolean day = told.equals("told day");
    figures.count("budget.warning", "period", day ? "day" : "month");
    LOG.warn(
        "80 % of the budget of {} USD for {} are spent or set aside",
        (day ? caps.daily() : caps.monthly()).toPlainString(),
        day ? Books.day(now) : Books.month(now));
  }
}
