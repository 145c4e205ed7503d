package dev.newsreel.script;

import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import java.util.function.ToIntFunction;

/** How long the video of an article that has no script yet is expected to last, in seconds. */
public final class ExpectedLength implements ToIntFunction<VideoJob> {

  private final Settings settings;
  private final Paces paces;

  /** Makes the estimator. */
  public ExpectedLength(Settings settings, Paces paces) {
    this.settings = settings;
    this.paces = paces;
  }

  /**
   * Returns as long as the article takes to speak, but no longer than {@code script.max-seconds}.
   */
  @Override
  public int applyAsInt(VideoJob job) {
    String text = job.article().title() + ' ' + job.article().text();
    Speech speech = paces.apply(job);
    int read =
        speech.seconds(text.substring(0, Math.min(text.length(), ScriptRequests.MOST_ARTICLE)));
    int most = settings.number("script.max-seconds");
    return Math.max(settings.number("script.min-seconds"), Math.min(most, read));
  }
}
