package dev.newsreel.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.Render;
import dev.newsreel.job.Request;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Finds orders whose answer was lost so long ago that HeyGen has forgotten their idempotency key,
 * by the job's id in the title ({@code GET /v3/videos?title=}, read 2026-11-22).
 */
public final class LostVideos {

  /** The queue of jobs whose video is looked for. */
  public static final String QUEUE = "video-lost";

  private final JobStore jobs;
  private final Settings settings;

  /** Makes the finder; calls themselves are made by the routes. */
  public LostVideos(JobStore jobs, Settings settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  /** Prepares the search; the route is told to stop when the job is not lost (any more). */
  public VideoJob ask(Exchange exchange) {
    Optional<VideoJob> job = JobSteps.take(jobs, exchange, LostVideos::isLost);
    job.ifPresent(
        j -> {
          Request.headers(exchange, Map.of("x-api-key", settings.text("heygen.api-key")));
          exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
          exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "limit=100&title=" + j.id());
        });
    return job.orElse(null);
  }

  private static boolean isLost(VideoJob job) {
    return job.status() == Status.RENDERING
        && job.step() != Step.ORDERED
        && job.heygen() != null
        && job.heygen().claimedAt() != null;
  }

  /**
   * Reads what was found.
   *
   * @return the video that was ordered; null, with the route told to stop, when there is none: the
   *     job is then ordered anew, under a new key
   * @throws dev.newsreel.job.CallFailed when HeyGen did not tell
   */
  public VideoJob read(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    if (!answer.ok() || !answer.body().path("data").isArray()) {
      throw HeyGenErrors.of(answer);
    }
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    for (JsonNode video : answer.body().path("data")) {
      if (video.path("title").asText().contains(job.id())) {
        String id = video.path("id").asText();
        exchange.setProperty(ParkedJobs.EVENT, Event.of("adopted").with("heygen", id, null));
        Render found =
            new Render(job.heygen().generation(), null, id, jobs.now(), null, null, null);
        return VideoJob.partial(job.id(), d -> d.heygen = found);
      }
    }
    Render next = new Render(job.heygen().generation() + 1, null, null, null, null, null, null);
    VideoJob anew =
        job.with(
            d -> {
              d.step = Step.READY;
              d.heygen = next;
              d.wake = Wake.now(Status.RENDERING.queue());
            });
    Receipt receipt = Receipt.of(exchange);
    jobs.save(new Change(job, anew, Event.of("proven absent"), receipt));
    exchange.setRouteStop(true);
    return null;
  }
}
