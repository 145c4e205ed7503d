package dev.newsreel.video;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.Render;
import dev.newsreel.job.Request;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.Titles;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Orders avatar videos from HeyGen v3 (developers.heygen.com/reference/create-video, read
 * 2026-11-22).
 *
 * <p>Each order carries an {@code Idempotency-Key} made of the job's id and the order's generation:
 * within 24 hours HeyGen answers a repeat with the first answer, so a repeat never buys twice.
 */
public final class HeyGen {

  /** HeyGen keeps a key for 24 hours; an hour is left for slow clocks and slow calls. */
  private static final Duration KEY_MEMORY = Duration.ofHours(23);

  private static final String USUAL_ENGINE = "avatar_iv";

  private final JobStore jobs;
  private final Settings settings;

  /** Makes the client; calls themselves are made by the routes. */
  public HeyGen(JobStore jobs, Settings settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  /**
   * Saves that the video is about to be ordered.
   *
   * @return null, with the route told to stop, when the job has moved on. A repeat keeps the
   *     generation and so the key.
   */
  public VideoJob claim(Exchange exchange) {
    VideoJob job = JobSteps.take(jobs, exchange, HeyGen::orderable).orElse(null);
    if (job == null || keyForgotten(job, exchange)) {
      return null;
    }
    return JobSteps.keep(jobs, exchange, claimed(job), "claimed");
  }

  // Beyond this the same key would buy a second video, so the first one is looked for by its title.
  private boolean keyForgotten(VideoJob job, Exchange exchange) {
    Instant first = job.heygen() == null ? null : job.heygen().claimedAt();
    if (first == null || jobs.now().isBefore(first.plus(KEY_MEMORY))) {
      return false;
    }
    VideoJob lost = job.with(d -> d.wake = Wake.now(LostVideos.QUEUE));
    Receipt receipt = Receipt.of(exchange);
    jobs.save(new Change(job, lost, Event.of("looked for by title"), receipt));
    exchange.setRouteStop(true);
    return true;
  }

  private static boolean orderable(VideoJob job) {
    return job.status() == Status.RENDERING && job.step() != Step.ORDERED;
  }

  private VideoJob claimed(VideoJob job) {
    Render known = job.heygen();
    int generation = known == null ? 1 : known.generation();
    // The key's age counts from its first use, whatever the answers were since.
    Render claimed =
        known != null && known.claimedAt() != null
            ? known
            : new Render(generation, jobs.now(), null, null, null, null, null);
    return job.with(
        d -> {
          d.step = Step.CLAIMED;
          d.attempts = job.attempts().begun();
          d.heygen = claimed;
        });
  }

  /**
   * Sets body and headers of the order.
   *
   * @throws CallFailed when nobody has said which avatar speaks
   */
  public String request(VideoJob job, Exchange exchange) {
    String avatar = job.options().avatarId();
    String voice = job.options().voiceId();
    String shape = job.options().aspectRatio();
    ObjectNode body = Json.MAPPER.createObjectNode().put("type", "avatar");
    body.put("avatar_id", avatar == null ? settings.text("heygen.avatar-id") : avatar);
    body.put("script", job.script().text());
    body.put("voice_id", voice == null ? settings.textOrNull("heygen.voice-id") : voice);
    body.put("title", Titles.of(job));
    body.put("callback_id", job.id());
    body.put("aspect_ratio", shape == null ? settings.text("heygen.aspect-ratio") : shape);
    body.put("resolution", settings.text("heygen.resolution"));
    chooseEngine(body);
    if (body.path("avatar_id").asText("").isEmpty()) {
      throw noAvatar();
    }
    if (body.path("voice_id").isNull()) {
      body.remove("voice_id");
    }
    Request.headers(
        exchange,
        Map.of(
            "Content-Type",
            "application/json",
            "x-api-key",
            settings.text("heygen.api-key"),
            "Idempotency-Key",
            job.id() + ":video:" + job.heygen().generation()));
    return Json.write(body);
  }

  // Without a word about it HeyGen takes the usual one.
  private void chooseEngine(ObjectNode body) {
    String engine = settings.text("heygen.engine");
    if (!engine.equals(USUAL_ENGINE)) {
      body.putObject("engine").put("type", engine);
    }
  }

  private static CallFailed noAvatar() {
    return new CallFailed(
        Outcome.NOT_SENT,
        Remedy.GIVE_UP,
        "No avatar was chosen",
        new Details(
            "heygen", "avatar_missing", null, null, null, "Set heygen.avatar-id and retry"));
  }

  /**
   * Reads the answer to an order.
   *
   * @return what is known now: the video's id
   * @throws CallFailed when there is no order, or it is not known whether there is one
   */
  public VideoJob readOrder(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    if (!answer.ok()) {
      throw HeyGenErrors.of(answer);
    }
    String videoId = answer.text("/data/video_id");
    String requestId = answer.header("X-Request-Id");
    if (videoId == null) {
      Details details =
          new Details(
              "heygen",
              "heygen_malformed",
              null,
              requestId,
              null,
              "Nothing: it is tried again by itself");
      throw new ProviderDown(Outcome.UNKNOWN, "HeyGen's answer has no video id", details);
    }
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    exchange.setProperty(ParkedJobs.EVENT, Event.of("ordered").with("heygen", videoId, requestId));
    return VideoJob.partial(
        job.id(),
        d ->
            d.heygen =
                new Render(job.heygen().generation(), null, videoId, jobs.now(), null, null, null));
  }
}
