package dev.newsreel.captions;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import org.apache.camel.Exchange;

/**
 * Asks for the file of a project that is complete without one
 * (docs.submagic.co/api-reference/export-project, read 2026-11-22). A repeat costs nothing.
 */
public final class SubmagicExport {

  private final JobStore jobs;
  private final Settings settings;

  /** Makes the client; calls themselves are made by the routes. */
  public SubmagicExport(JobStore jobs, Settings settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  /** Sets body and headers of the call. */
  public String request(Exchange exchange) {
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    ProjectCalls.call(settings, exchange, "POST", job.submagic().projectId() + "/export");
    exchange.getMessage().setHeader("Content-Type", "application/json");
    return "{}";
  }

  /**
   * Returns what is newly known: when the file was asked for.
   *
   * @throws CallFailed when Submagic refused it
   */
  public VideoJob read(Exchange exchange) {
    Answer answer = ProjectCalls.checked(Answer.of(exchange));
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    exchange.setProperty(ParkedJobs.EVENT, ProjectCalls.event("export asked for", answer));
    return VideoJob.partial(job.id(), d -> d.submagic = job.submagic().exported(jobs.now()));
  }
}
