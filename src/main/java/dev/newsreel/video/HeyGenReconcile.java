package dev.newsreel.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.Deadlines;
import dev.newsreel.job.FoundJobs;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.Request;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Asks HeyGen about many videos at once whose webhooks have not come ({@code GET
 * /v3/videos/statuses}, up to 100 ids; heygen-cli, read 2026-11-22). What has ended is then read
 * one by one, like after a webhook.
 */
public final class HeyGenReconcile {

  /** The queue of jobs that have waited for {@code reconcile.after}. */
  public static final String QUEUE = "video-reconcile";

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final String ASKED = "askedVideos";
  private static final String OVERDUE = "overdueJobs";

  private final JobStore jobs;
  private final JobTimers timers;
  private final Settings settings;

  /** Makes the reconciler; calls themselves are made by the routes. */
  public HeyGenReconcile(JobStore jobs, JobTimers timers, Settings settings) {
    this.jobs = jobs;
    this.timers = timers;
    this.settings = settings;
  }

  /** Prepares the question about those of the jobs that still wait, and plans the next one. */
  public void ask(List<String> ids, Exchange exchange) {
    Map<String, String> asked = new LinkedHashMap<>();
    Map<Instant, List<String>> again = new HashMap<>();
    Set<String> overdue = new HashSet<>();
    Duration patience = settings.duration("reconcile.deadline");
    FoundJobs found = jobs.look(ids);
    leave(found.newer());
    for (VideoJob job : found.jobs()) {
      if (waits(job)) {
        asked.put(job.heygen().videoId(), job.id());
        if (Deadlines.passed(job, jobs.now(), patience)) {
          overdue.add(job.id());
        }
        again.computeIfAbsent(nextLook(job), at -> new ArrayList<>()).add(job.id());
      }
    }
    if (asked.isEmpty()) {
      exchange.setRouteStop(true);
      return;
    }
    again.forEach((at, some) -> timers.postpone(QUEUE, some, at));
    exchange.setProperty(ASKED, asked);
    exchange.setProperty(OVERDUE, overdue);
    Request.headers(exchange, Map.of("x-api-key", settings.text("heygen.api-key")));
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    exchange
        .getMessage()
        .setHeader(Exchange.HTTP_QUERY, "video_ids=" + String.join(",", asked.keySet()));
    exchange.getMessage().setBody(null);
  }

  // Their messages are settled with all the others.
  private void leave(List<String> newer) {
    if (!newer.isEmpty()) {
      timers.postpone(QUEUE, newer, jobs.now().plus(settings.duration("reconcile.after")));
    }
  }

  /**
   * Has all videos that are being rendered looked at once in the next moments, a few hundred a
   * second. A repeat looks once more.
   */
  public void lookAtAll(JobIndex index) {
    List<String> ids = index.ids(Status.RENDERING);
    int atOnce = 5 * settings.number("heygen.statuses-at-once");
    Instant first = jobs.now().plus(SOON);
    for (int i = 0; i < ids.size(); i += atOnce) {
      List<String> some = ids.subList(i, Math.min(ids.size(), i + atOnce));
      timers.postpone(QUEUE, some, first.plusSeconds(i / atOnce));
    }
  }

  private Instant nextLook(VideoJob job) {
    Duration after = settings.duration("reconcile.after");
    Duration wait = Deadlines.nextLook(job, jobs.now(), after);
    return Deadlines.together(jobs.now(), wait, after);
  }

  private static boolean waits(VideoJob job) {
    return job.status() == Status.RENDERING
        && job.step() == Step.ORDERED
        && job.heygen().videoId() != null;
  }

  /**
   * Has every video read that the answer says has ended, and every one whose time is over; when it
   * says nothing, all of them.
   */
  @SuppressWarnings("unchecked")
  public void read(Exchange exchange) {
    Map<String, String> asked = exchange.getProperty(ASKED, Map.class);
    Set<String> overdue = exchange.getProperty(OVERDUE, Set.class);
    Answer answer = Answer.of(exchange);
    if (!answer.ok() && answer.status() != 404 && answer.status() != 405) {
      throw HeyGenErrors.of(answer);
    }
    Optional<JsonNode> videos = list(answer.body().path("data"));
    Set<String> ended = videos.map(HeyGenReconcile::ended).orElse(asked.keySet());
    asked.forEach(
        (video, job) -> {
          if (ended.contains(video) || overdue.contains(job)) {
            timers.enqueue(HeyGenAnswers.QUEUE, job, "");
          }
        });
  }

  private static Set<String> ended(JsonNode videos) {
    Set<String> ended = new HashSet<>();
    for (JsonNode video : videos) {
      String status = video.path("status").asText();
      if (status.equals("completed") || status.equals("failed")) {
        ended.add(video.path("id").asText(video.path("video_id").asText()));
      }
    }
    return ended;
  }

  // The page seen describes the entries but not the name of their list.
  private static Optional<JsonNode> list(JsonNode data) {
    if (data.isArray()) {
      return Optional.of(data);
    }
    for (JsonNode member : data) {
      if (member.isArray() && member.path(0).has("status")) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }
}
