package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Actions;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.NotPossible;
import dev.newsreel.job.Plan;
import dev.newsreel.job.StaleJob;
import dev.newsreel.job.VideoJob;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;

/**
 * What a person can do with a video; {@code ?dry_run=true} only tells what it would do and cost.
 */
final class ActionRoutes extends DoorBuilder {

  private static final int TRIES = 10;

  private final JobStore jobs;
  private final Actions actions;

  ActionRoutes(JobStore jobs, Actions actions) {
    this.jobs = jobs;
    this.actions = actions;
  }

  @Override
  public void configure() {
    action("cancel", "Stops a video for good", (job, exchange) -> actions.cancel(job));
    action("hold", "Stops a video until it is resumed", (job, exchange) -> actions.hold(job));
    action("retry", "Goes on at the failed step", (job, exchange) -> actions.retry(job));
    action("resume", "Lets a held video go on", (job, exchange) -> actions.resume(job));
    action("attach", "Gives a held video its project", this::attach);
  }

  private void action(String name, String about, BiFunction<VideoJob, JsonNode, Plan> plan) {
    door(API + "/videos/{id}/" + name, "POST", name + "-video", about)
        .process(exchange -> act(exchange, plan));
  }

  private Plan attach(VideoJob job, JsonNode body) {
    return actions.attach(job, new Fields(body).text("project_id"));
  }

  private void act(Exchange exchange, BiFunction<VideoJob, JsonNode, Plan> plan) {
    String id = exchange.getMessage().getHeader("id", String.class);
    String by = exchange.getMessage().getHeader(Recorder.BY, String.class);
    JsonNode body = RequestCheck.body(exchange);
    boolean dryRun = "true".equals(new Query(exchange).text("dry_run"));
    for (int i = 0; i < TRIES; i++) {
      VideoJob job = jobs.find(id).orElseThrow(ActionRoutes::unknown);
      try {
        Plan planned = plan.apply(job, body);
        answer(exchange, planned, dryRun ? job : actions.act(job, planned, by), dryRun);
        return;
      } catch (NotPossible e) {
        throw new BadRequest(Problem.of(409, "not_possible", e.getMessage()));
      } catch (StaleJob e) {
        log.debug("{} changed under an action; looking again", id, e);
      }
    }
    throw new BadRequest(Problem.of(409, "busy", "The video is changing; try again"));
  }

  private static BadRequest unknown() {
    return new BadRequest(Problem.of(404, "video_not_found", "There is no such video"));
  }

  private static void answer(Exchange exchange, Plan plan, VideoJob job, boolean dryRun) {
    Map<String, Object> body = new HashMap<>();
    body.put("id", job.id());
    body.put("status", dryRun ? plan.after().status() : job.status());
    body.put("dry_run", dryRun);
    body.put("message", plan.tells());
    body.put("estimated_cost_usd", plan.usd());
    ApiRoutes.answer(exchange, 200, body);
  }
}
