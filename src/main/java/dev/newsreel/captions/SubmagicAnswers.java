package dev.newsreel.captions;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.Request;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.Titles;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Reads from Submagic how a project is getting on (docs.submagic.co, get project, read 2026-11-22).
 * A webhook only wakes us; this is the truth.
 */
public final class SubmagicAnswers implements ParkedJobs.Parking {

  /** The queue of jobs whose project is to be looked at. */
  public static final String QUEUE = "captions-answers";

  private static final String EXPORT = "export";
  private static final String REVOKED = "revokedOrder";

  private final JobStore jobs;
  private final Settings settings;

  /** Makes the reader; calls themselves are made by the routes. */
  public SubmagicAnswers(JobStore jobs, Settings settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  /**
   * Prepares the question about one project: the one that the message names, else the one ordered.
   *
   * @return null, with the route told to stop, when the job does not wait for captions
   */
  public VideoJob ask(Exchange exchange) {
    String body = exchange.getMessage().getBody(String.class);
    Optional<VideoJob> job =
        JobSteps.take(
            jobs, exchange, j -> j.status() == Status.CAPTIONING && projectId(j, body) != null);
    job.ifPresent(
        j -> {
          exchange.setProperty(REVOKED, revoked(j, body));
          call(exchange, "GET", projectId(j, body));
        });
    return job.orElse(null);
  }

  // A message from the address of a revoked order ends in "#" and the order's number.
  private static boolean revoked(VideoJob job, String body) {
    return body != null
        && job.submagic() != null
        && job.submagic().orders().stream()
            .anyMatch(o -> o.revoked() && body.endsWith("#" + o.number()));
  }

  private void call(Exchange exchange, String method, String path) {
    Request.headers(exchange, Map.of("x-api-key", settings.text("submagic.api-key")));
    exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
  }

  private static String projectId(VideoJob job, String body) {
    String known = job.submagic() == null ? null : job.submagic().projectId();
    return known != null || body == null || body.equals(job.id())
        ? known
        : body.substring(0, Math.max(0, body.indexOf('#')));
  }

  /**
   * Reads the answer.
   *
   * @return what is known now: the link, or why there is none; null, with the route told to stop,
   *     when the project is not finished or not ours
   * @throws CallFailed when there is no usable answer
   */
  public VideoJob read(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    if (answer.status() == 404) {
      throw new CallFailed(
          Outcome.ANSWERED,
          Remedy.WAIT,
          "Submagic does not know the project",
          SubmagicErrors.details(answer, "project_unknown", null));
    }
    if (!answer.ok()) {
      throw SubmagicErrors.of(answer);
    }
    String status = answer.body().path("status").asText();
    boolean complete = status.equals("completed");
    boolean ended = status.equals("failed") || (complete && link(answer) != null);
    boolean ours = Titles.names(answer.text("/title"), job.id());
    boolean revoked = exchange.getProperty(REVOKED, false, Boolean.class);
    if (!ours || (revoked && !complete)) {
      exchange.setRouteStop(true);
      return null;
    }
    if (!ended) {
      return unfinished(exchange, job, answer, complete);
    }
    VideoJob known = status.equals("failed") ? failed(job, answer) : finished(job, answer);
    exchange.setProperty(
        ParkedJobs.EVENT,
        Event.of(status)
            .with("submagic", answer.text("/id"), answer.header("x-request-id"))
            .costing(known.submagic().costUsd()));
    return known;
  }

  private VideoJob unfinished(Exchange exchange, VideoJob job, Answer answer, boolean complete) {
    if (job.step() != Step.ORDERED) {
      // The order's own answer was lost; its project has shown itself.
      String project = answer.text("/id");
      exchange.setProperty(ParkedJobs.EVENT, Event.of("adopted").with("submagic", project, null));
      return VideoJob.partial(
          job.id(),
          d -> d.submagic = new Captions(List.of(), project, jobs.now(), null, null, null, null));
    }
    boolean export = complete && job.submagic().exportedAt() == null;
    exchange.setProperty(EXPORT, export);
    if (!export) {
      later(exchange, job, park(job), "still captioning");
    }
    return job;
  }

  private static String link(Answer answer) {
    String direct = answer.text("/directUrl");
    return direct != null ? direct : answer.text("/downloadUrl");
  }

  private VideoJob finished(VideoJob job, Answer answer) {
    BigDecimal told = answer.body().at("/videoMetaData/duration").decimalValue();
    BigDecimal seconds = told.signum() > 0 ? told : job.heygen().seconds();
    BigDecimal minutes = seconds.divide(BigDecimal.valueOf(60), 0, RoundingMode.CEILING);
    BigDecimal cost = minutes.multiply(settings.decimal("submagic.usd-per-minute"));
    URI url = URI.create(link(answer));
    return VideoJob.partial(
        job.id(),
        d ->
            d.submagic =
                new Captions(List.of(), answer.text("/id"), null, null, url, seconds, cost));
  }

  private VideoJob failed(VideoJob job, Answer answer) {
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
          d.submagic = new Captions(List.of(), answer.text("/id"), null, null, null, null, null);
          d.failure = failure;
        });
  }

  /** Sets the call that asks for the file of a project that is complete without one. */
  public void requestExport(Exchange exchange) {
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    String project =
        projectId(job, exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class));
    exchange.getMessage().setBody("{}");
    call(exchange, "POST", project + "/export");
    exchange.getMessage().setHeader("Content-Type", "application/json");
  }

  /**
   * Saves that the export was asked for; the route is told to stop. A repeat costs nothing.
   *
   * @throws CallFailed when Submagic refused it
   */
  public void readExport(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    if (!answer.ok()) {
      throw SubmagicErrors.of(answer);
    }
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    Captions c = job.submagic();
    Captions exported =
        new Captions(c.orders(), c.projectId(), c.orderedAt(), jobs.now(), null, null, null);
    later(exchange, job, park(job.with(d -> d.submagic = exported)), "export asked for");
  }

  private void later(Exchange exchange, VideoJob job, VideoJob parked, String event) {
    exchange.setRouteStop(true);
    Receipt receipt = exchange.getProperty(Receipt.PROPERTY, Receipt.class);
    Instant limit = job.submagic().orderedAt().plus(settings.duration("reconcile.deadline"));
    if (jobs.now().isAfter(limit)) {
      jobs.save(new Change(job, job.stop(Status.FAILED, silent()), Event.of("deadline"), receipt));
    } else {
      jobs.save(new Change(job, parked, Event.of(event), receipt));
    }
  }

  private Failure silent() {
    return new Failure(
        "provider_silent",
        "Submagic has not finished the video within reconcile.deadline",
        Status.CAPTIONING,
        "submagic",
        null,
        "Retry looks again and buys nothing",
        jobs.now());
  }

  @Override
  public Status awaited() {
    return Status.CAPTIONING;
  }

  @Override
  public VideoJob park(VideoJob job) {
    return job.with(
        d -> {
          d.step = Step.ORDERED;
          d.wake = new Wake(QUEUE, jobs.now().plus(settings.duration("reconcile.after")));
        });
  }

  @Override
  public VideoJob complete(VideoJob job) {
    return job.failure() == null
        ? job.advance(Status.PUBLISHING)
        : job.stop(Status.FAILED, job.failure());
  }
}
