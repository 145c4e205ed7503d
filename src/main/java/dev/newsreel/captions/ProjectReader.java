package dev.newsreel.captions;

import dev.newsreel.job.Answer;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Prices;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Reads a project as Submagic describes it (docs.submagic.co, get project, read 2026-11-22). */
final class ProjectReader {

  private final JobStore jobs;
  private final Prices prices;

  ProjectReader(JobStore jobs, Prices prices) {
    this.jobs = jobs;
    this.prices = prices;
  }

  /** Returns the link to the finished file; null when there is none yet. */
  static String link(Answer answer) {
    String direct = answer.text("/directUrl");
    return direct != null ? direct : answer.text("/downloadUrl");
  }

  /** Returns when a project has changed last; null when Submagic does not tell. */
  static Instant changedAt(Answer answer) {
    try {
      String told = answer.text("/updatedAt");
      return told == null ? null : Instant.parse(told);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns what a project that exists adds to a job whose order was lost. */
  VideoJob adopted(VideoJob job, Answer answer) {
    return VideoJob.partial(job.id(), d -> d.submagic = captions(answer, null, null, null));
  }

  /** Returns what a finished project adds to its job. */
  VideoJob finished(VideoJob job, Answer answer) {
    BigDecimal told = answer.body().at("/videoMetaData/duration").decimalValue();
    BigDecimal seconds = told.signum() > 0 ? told : job.heygen().seconds();
    BigDecimal cost = prices.captions(seconds);
    URI url = URI.create(link(answer));
    return VideoJob.partial(job.id(), d -> d.submagic = captions(answer, url, seconds, cost));
  }

  /** Returns what a failed project adds to its job. */
  VideoJob failed(VideoJob job, Answer answer) {
    String said = answer.text("/failureReason");
    Failure failure =
        new Failure(
            "captions_failed",
            "Submagic could not caption the video" + (said == null ? "" : ": " + said),
            Status.CAPTIONING,
            "submagic",
            null,
            "Read Submagic's reason, then retry: the avatar video is kept",
            jobs.now());
    return VideoJob.partial(
        job.id(),
        d -> {
          d.submagic = captions(answer, null, null, null);
          d.failure = failure;
        });
  }

  private Captions captions(Answer answer, URI url, BigDecimal seconds, BigDecimal cost) {
    return new Captions(List.of(), answer.text("/id"), jobs.now(), null, url, seconds, cost);
  }
}
