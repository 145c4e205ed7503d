package dev.newsreel.money;

import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Failure;
import dev.newsreel.job.Prices;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Waiting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.ToIntFunction;

/**
 * What a job still has to pay, told from nothing but the job itself.
 *
 * @param prices what things cost
 * @param mostWritten how many tokens a script may have
 * @param expected how many seconds a job without a script is expected to last
 */
record Needs(Prices prices, int mostWritten, ToIntFunction<VideoJob> expected) {

  private static final int MOST_ARTICLE = 12_000;
  // 12,000 characters of an article are sent. A token is a byte of text or more, four as a rule.
  private static final int MOST_ASKED = 8_000 + 3 * MOST_ARTICLE;
  private static final int PROMPT = 500;
  private static final BigDecimal MARGIN = new BigDecimal("1.1");

  /** Returns whether the job's next step buys something, if it is live and not ordered yet. */
  static boolean begins(VideoJob job) {
    return switch (job.status()) {
      case QUEUED, SCRIPTING -> true;
      case RENDERING, CAPTIONING -> job.step() != Step.ORDERED;
      default -> false;
    };
  }

  /**
   * Returns the most that the job may need until its next provider has answered, US dollars: for a
   * script its largest price; from the video on all the rest, so that what has begun can end.
   */
  BigDecimal most(VideoJob job) {
    return switch (job.status()) {
      // A script that was cut off gets twice the room in its next attempt.
      case QUEUED, SCRIPTING -> prices.script(MOST_ASKED, 0, 2L * mostWritten);
      case RENDERING, CAPTIONING -> rest(job, job.status(), MARGIN);
      case FAILED, HELD, CANCELLED -> unanswered(job);
      default -> BigDecimal.ZERO;
    };
  }

  /** Returns what the whole video is expected to cost, with what was paid already. */
  BigDecimal estimate(VideoJob job) {
    boolean held = job.status() == Status.HELD;
    Status status = held ? job.failure().step() : job.status();
    BigDecimal more =
        switch (status) {
          case QUEUED, SCRIPTING -> script(job).add(rest(job, Status.RENDERING, BigDecimal.ONE));
          case RENDERING, CAPTIONING -> rest(job, status, BigDecimal.ONE);
          default -> BigDecimal.ZERO;
        };
    return job.costs().total().add(more);
  }

  private BigDecimal script(VideoJob job) {
    int length = job.article().title().length() + job.article().text().length();
    return prices.script(PROMPT + Math.min(length, MOST_ARTICLE) / 4, 0, mostWritten);
  }

  private BigDecimal rest(VideoJob job, Status from, BigDecimal margin) {
    boolean rendered = job.heygen() != null && job.heygen().seconds() != null;
    BigDecimal length =
        rendered ? job.heygen().seconds() : BigDecimal.valueOf(spoken(job)).multiply(margin);
    BigDecimal seconds = length.setScale(rendered ? length.scale() : 0, RoundingMode.CEILING);
    BigDecimal captions = prices.captions(seconds);
    return from == Status.RENDERING ? prices.video(seconds).add(captions) : captions;
  }

  private int spoken(VideoJob job) {
    return job.script() == null ? expected.applyAsInt(job) : job.script().spokenSeconds();
  }

  // What was ordered before a job stopped is paid when it comes.
  private BigDecimal unanswered(VideoJob job) {
    Failure why = job.failure();
    boolean maybe = job.status() != Status.FAILED || why.code().equals(Waiting.SILENT);
    if (!maybe || job.script() == null) {
      return BigDecimal.ZERO;
    }
    return switch (why.step()) {
      case RENDERING -> isVideoOpen(job) ? video(job) : BigDecimal.ZERO;
      case CAPTIONING ->
          areCaptionsOpen(job) ? rest(job, Status.CAPTIONING, MARGIN) : BigDecimal.ZERO;
      default -> BigDecimal.ZERO;
    };
  }

  private BigDecimal video(VideoJob job) {
    return rest(job, Status.RENDERING, MARGIN).subtract(rest(job, Status.CAPTIONING, MARGIN));
  }

  private static boolean isVideoOpen(VideoJob job) {
    return job.heygen() != null
        && job.heygen().claimedAt() != null
        && job.heygen().costUsd() == null;
  }

  private static boolean areCaptionsOpen(VideoJob job) {
    CaptionOrder last = job.submagic() == null ? null : job.submagic().lastOrder();
    return last != null && !last.revoked() && job.submagic().costUsd() == null;
  }
}
