package dev.newsreel.limits;

import dev.newsreel.job.StageTime;
import dev.newsreel.job.VideoJob;
import dev.newsreel.watch.Figures;
import dev.newsreel.watch.TimeScale;
import java.time.Duration;

/**
 * Shows how long each stage of a job took: {@code video.stage.duration} with the part {@code
 * whole}, {@code provider} (from the confirmed order to the answer) and {@code own} (the rest:
 * queues, limits, repeats). A script's provider time is that of the attempt that has brought it.
 */
public final class StageMeters {

  private static final TimeScale DURATION = TimeScale.ofJobs("video.stage.duration");

  private final Figures figures;

  /** Makes the meters. */
  public StageMeters(Figures figures) {
    this.figures = figures;
  }

  /** Notes one saved edge. */
  public void saved(VideoJob before, VideoJob after) {
    StageTime.of(before, after)
        .filter(ended -> before.since() != null)
        .ifPresent(ended -> ended(ended, Duration.between(before.since(), after.updatedAt())));
  }

  private void ended(StageTime ended, Duration whole) {
    String stage = ended.stage().text();
    Duration theirs = Duration.ZERO;
    // Files are fetched from whoever keeps them; that is our own work.
    if (ended.stage() != StageTime.Stage.PUBLISH) {
      theirs = ended.took().compareTo(whole) < 0 ? ended.took() : whole;
      figures.took(DURATION, theirs, "stage", stage, "part", "provider");
    }
    figures.took(DURATION, whole, "stage", stage, "part", "whole");
    figures.took(DURATION, whole.minus(theirs), "stage", stage, "part", "own");
  }
}
