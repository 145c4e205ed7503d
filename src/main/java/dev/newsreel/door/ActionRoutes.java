package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Actions;
import dev.newsreel.job.Plan;
import dev.newsreel.job.VideoJob;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;

/**
 * What a person can do with a video; {@code ?dry_run=true} only tells what it would do and cost.
 */
final class ActionRoutes extends DoorBuilder {

  private final Acts acts;
  private final Actions actions;

  ActionRoutes(Acts acts, Actions actions) {
    this.acts = acts;
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
    boolean dryRun = new Query(exchange).isDryRun();
    Acts.Done done = acts.act(id, job -> plan.apply(job, body), dryRun, by);
    answer(exchange, done.plan(), done.job(), dryRun);
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
