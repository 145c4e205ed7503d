package dev.newsreel.video;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.Change;
import dev.newsreel.job.Deadlines;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.Prices;
import dev.newsreel.job.Render;
import dev.newsreel.job.Request;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.Titles;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Waiting;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Reads from HeyGen how a video is getting on (developers.heygen.com/reference/get-video, read
 * 2026-11-22). A webhook only wakes us; this is the truth.
 */
public final class HeyGenAnswers implements ParkedJobs.Parking {

  /** The queue of jobs whose video is to be looked at. */
  public static final String QUEUE = "video-answers";

  private final JobStore jobs;
  private final Settings settings;
  private final Prices prices;

  /** Makes the reader; calls themselves are made by the routes. */
  public HeyGenAnswers(JobStore jobs, Settings settings, Prices prices) {
    this.jobs = jobs;
    this.settings = settings;
    this.prices = prices;
  }

  /**
   * Prepares the question about one video: the one that the message names, else the one ordered.
   *
   * @return null, with the route told to stop, when the job does not wait for a video
   */
  public VideoJob ask(Exchange exchange) {
    String body = exchange.getMessage().getBody(String.class);
    Optional<VideoJob> job =
        JobSteps.take(
            jobs, exchange, j -> Waiting.in(Status.RENDERING, j) && videoId(j, body) != null);
    job.ifPresent(
        j -> {
          exchange.setProperty(ParkedJobs.TOLD, body != null && !body.equals(j.id()));
          Request.headers(exchange, Map.of("x-api-key", settings.text("heygen.api-key")));
          exchange.getMessage().setHeader(Exchange.HTTP_PATH, videoId(j, body));
          exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
        });
    return job.orElse(null);
  }

  private static String videoId(VideoJob job, String body) {
    if (body != null && !body.equals(job.id())) {
      return body;
    }
    return job.heygen() == null ? null : job.heygen().videoId();
  }

  /**
   * Reads the answer.
   *
   * @return what is known now: the link, or why there is none; null, with the route told to stop,
   *     when the video is not finished or not ours
   * @throws CallFailed when there is no usable answer
   */
  public VideoJob read(Exchange exchange) {
    Answer answer = HeyGenErrors.checked(Answer.of(exchange));
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    String status = answer.body().at("/data/status").asText();
    boolean ended =
        status.equals("failed")
            || (status.equals("completed") && answer.text("/data/video_url") != null);
    if (!ended || !Titles.names(answer.text("/data/title"), job.id())) {
      // Of a finished video only the file is late.
      return later(exchange, status.equals("completed") ? null : job);
    }
    exchange.setProperty(ParkedJobs.ENDED, ended(answer));
    String videoId = answer.text("/data/id");
    VideoJob known = status.equals("failed") ? failed(job, answer) : finished(job, answer);
    exchange.setProperty(
        ParkedJobs.EVENT,
        Event.of(status)
            .with("heygen", videoId, answer.header("X-Request-Id"))
            .costing(known.heygen().costUsd()));
    return known;
  }

  // HeyGen tells it in whole seconds.
  private static Instant ended(Answer answer) {
    long seconds = answer.body().at("/data/completed_at").asLong(0);
    return seconds > 0 ? Instant.ofEpochSecond(seconds) : null;
  }

  /** Stops the route; a job that is given, and has waited for too long, fails. */
  private VideoJob later(Exchange exchange, VideoJob job) {
    exchange.setRouteStop(true);
    boolean waits = job != null && job.status() == Status.RENDERING && job.step() == Step.ORDERED;
    if (waits && Deadlines.passed(job, jobs.now(), settings.duration("reconcile.deadline"))) {
      Failure silent = Deadlines.silent(job, jobs.now());
      Receipt receipt = Receipt.of(exchange);
      jobs.save(new Change(job, job.stop(Status.FAILED, silent), Event.of("deadline"), receipt));
    }
    return null;
  }

  private VideoJob finished(VideoJob job, Answer answer) {
    BigDecimal seconds = answer.body().at("/data/duration").decimalValue();
    BigDecimal length =
        seconds.signum() > 0 ? seconds : BigDecimal.valueOf(job.script().spokenSeconds());
    BigDecimal cost = prices.video(length);
    URI url = URI.create(answer.text("/data/video_url"));
    return VideoJob.partial(
        job.id(),
        d -> d.heygen = new Render(1, null, answer.text("/data/id"), null, url, length, cost));
  }

  private VideoJob failed(VideoJob job, Answer answer) {
    String code = answer.text("/data/failure_code");
    String said = answer.text("/data/failure_message");
    Failure failure =
        new Failure(
            "video_failed",
            "HeyGen could not make the video" + (said == null ? "" : ": " + said),
            Status.RENDERING,
            "heygen",
            code,
            "Change what HeyGen names, then retry; a failed video is not charged",
            jobs.now());
    return VideoJob.partial(
        job.id(),
        d -> {
          d.heygen =
              new Render(1, null, answer.text("/data/id"), null, null, null, BigDecimal.ZERO);
          d.failure = failure;
        });
  }

  @Override
  public Status awaited() {
    return Status.RENDERING;
  }

  @Override
  public VideoJob park(VideoJob job) {
    Duration after = settings.duration("reconcile.after");
    return job.with(
        d -> {
          d.step = Step.ORDERED;
          d.wake = new Wake(HeyGenReconcile.QUEUE, Deadlines.together(jobs.now(), after, after));
        });
  }

  @Override
  public Status next() {
    return Status.CAPTIONING;
  }
}
