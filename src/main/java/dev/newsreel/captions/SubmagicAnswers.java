package dev.newsreel.captions;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.Change;
import dev.newsreel.job.Deadlines;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.Prices;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.Titles;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Waiting;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Asks Submagic how a project is getting on. A webhook only wakes us; this is the truth. */
public final class SubmagicAnswers implements ParkedJobs.Parking {

  /** The queue of jobs whose project is to be looked at. */
  public static final String QUEUE = "captions-answers";

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String EXPORT = "export";
  private static final String REVOKED = "revokedOrder";

  private final JobStore jobs;
  private final JobTimers timers;
  private final Settings settings;
  private final ProjectReader projects;
  private final InterruptedOrders interrupted;

  /** Makes the reader; calls themselves are made by the routes. */
  public SubmagicAnswers(JobStore jobs, JobTimers timers, Settings settings, Prices prices) {
    this.jobs = jobs;
    this.timers = timers;
    this.settings = settings;
    this.projects = new ProjectReader(jobs, prices);
    this.interrupted = new InterruptedOrders(jobs, settings);
  }

  /**
   * Prepares the question about one project: the one that the job knows, else the one that the
   * message names.
   *
   * @return null, with the route told to stop, when the job does not wait for captions
   */
  public VideoJob ask(Exchange exchange) {
    String body = exchange.getMessage().getBody(String.class);
    Optional<VideoJob> job =
        JobSteps.take(
            jobs, exchange, j -> Waiting.in(Status.CAPTIONING, j) && projectId(j, body) != null);
    job.ifPresent(
        j -> {
          exchange.setProperty(REVOKED, revoked(j, body));
          exchange.setProperty(ParkedJobs.TOLD, body != null && !body.equals(j.id()));
          ProjectCalls.call(settings, exchange, "GET", projectId(j, body));
        });
    return job.orElse(null);
  }

  private static String projectId(VideoJob job, String body) {
    String known = job.submagic() == null ? null : job.submagic().projectId();
    return known != null || body == null || body.equals(job.id())
        ? known
        : body.substring(0, Math.max(0, body.indexOf('#')));
  }

  // "#" and a number end a message from that order's address. A known project outweighs it.
  private static boolean revoked(VideoJob job, String body) {
    return job.submagic() != null
        && job.submagic().projectId() == null
        && job.submagic().orders().stream()
            .anyMatch(o -> o.revoked() && body.endsWith("#" + o.number()));
  }

  /**
   * Reads the answer.
   *
   * @return what is known now: the link, or why there is none; null, with the route told to stop,
   *     when the project is not ours, or neither finished nor new to us
   * @throws CallFailed when there is no usable answer
   */
  public VideoJob read(Exchange exchange) {
    Answer answer = ProjectCalls.project(Answer.of(exchange));
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    String status = answer.body().path("status").asText();
    boolean complete = status.equals("completed");
    boolean ours = Titles.names(answer.text("/title"), job.id());
    if (!ours || (exchange.getProperty(REVOKED, false, Boolean.class) && !complete)) {
      exchange.setRouteStop(true);
      if (!ours && job.step() == Step.ORDERED) {
        later(exchange, job);
      }
      return null;
    }
    boolean ended = status.equals("failed") || (complete && ProjectReader.link(answer) != null);
    if (!ended) {
      return unfinished(exchange, job, answer);
    }
    if (!complete && interrupted.orderedAgain(job, answer, exchange)) {
      return null;
    }
    VideoJob known = complete ? projects.finished(job, answer) : projects.failed(job, answer);
    exchange.setProperty(ParkedJobs.ENDED, ProjectReader.changedAt(answer));
    exchange.setProperty(
        ParkedJobs.EVENT, ProjectCalls.event(status, answer).costing(known.submagic().costUsd()));
    return known;
  }

  private VideoJob unfinished(Exchange exchange, VideoJob job, Answer answer) {
    boolean complete = answer.body().path("status").asText().equals("completed");
    if (job.step() != Step.ORDERED && job.status() == Status.CAPTIONING) {
      // The order's own answer was lost; its project has shown itself.
      exchange.setProperty(ParkedJobs.EVENT, ProjectCalls.event("adopted", answer));
      return projects.adopted(job, answer);
    }
    boolean bare = complete && job.submagic().exportedAt() == null;
    boolean told = exchange.getProperty(ParkedJobs.TOLD, false, Boolean.class);
    exchange.setProperty(EXPORT, bare && !told);
    if (bare && told) {
      // The news of a file may come a moment before its link.
      exchange.setRouteStop(true);
      timers.postpone(QUEUE, List.of(job.id()), jobs.now().plus(SOON));
    } else if (!bare) {
      later(exchange, job);
    }
    return job;
  }

  private void later(Exchange exchange, VideoJob job) {
    exchange.setRouteStop(true);
    boolean late = Deadlines.passed(job, jobs.now(), settings.duration("reconcile.deadline"));
    if (job.status() == Status.CAPTIONING && late) {
      Receipt receipt = Receipt.of(exchange);
      Failure silent = Deadlines.silent(job, jobs.now());
      jobs.save(new Change(job, job.stop(Status.FAILED, silent), Event.of("deadline"), receipt));
    } else if (job.status() == Status.CAPTIONING) {
      Duration after = settings.duration("reconcile.after");
      Instant again = jobs.now().plus(Deadlines.nextLook(job, jobs.now(), after));
      timers.postpone(QUEUE, List.of(job.id()), again);
    }
  }

  @Override
  public Status awaited() {
    return Status.CAPTIONING;
  }

  @Override
  public VideoJob park(VideoJob job) {
    // Without a project there is nothing to ask about: the present attempt goes on as it was.
    if (job.submagic().projectId() == null) {
      return job;
    }
    return job.with(
        d -> {
          d.step = Step.ORDERED;
          d.wake = new Wake(QUEUE, jobs.now().plus(settings.duration("reconcile.after")));
        });
  }

  @Override
  public Status next() {
    return Status.PUBLISHING;
  }
}
