package dev.newsreel.door;

import dev.newsreel.job.Actions;
import dev.newsreel.job.Causes;
import dev.newsreel.job.JobPages;
import dev.newsreel.job.Plan;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** What waits for a person, grouped by cause, and acts on all videos of one cause. */
final class ProblemRoutes extends DoorBuilder {

  private static final int AT_ONCE = 100;
  private static final String PATH = API + "/problems";

  private final Causes causes;
  private final JobPages pages;
  private final Acts acts;
  private final Actions actions;

  ProblemRoutes(Redis redis, Acts acts, Actions actions) {
    this.causes = new Causes(redis);
    this.pages = new JobPages(redis);
    this.acts = acts;
    this.actions = actions;
  }

  @Override
  public void configure() {
    door(PATH, "GET", "list-problems", "Lists why videos have stopped")
        .process(exchange -> ApiRoutes.answer(exchange, 200, causes.all()));
    all("retry", "Goes on at the failed step of many", actions::retry);
    all("resume", "Lets many held videos go on", actions::resume);
    all("cancel", "Stops many videos for good", actions::cancel);
  }

  private void all(String name, String about, Function<VideoJob, Plan> wish) {
    door(PATH + "/{id}/" + name, "POST", name + "-problem", about)
        .process(exchange -> act(exchange, wish));
  }

  private void act(Exchange exchange, Function<VideoJob, Plan> wish) {
    String cause = exchange.getMessage().getHeader("id", String.class);
    String by = exchange.getMessage().getHeader(Recorder.BY, String.class);
    Query query = new Query(exchange);
    boolean dryRun = query.isDryRun();
    String cursor = query.cursor();
    if (!cause.matches("(failed|held)(\\.[a-z_-]{1,60}){3}")) {
      throw new BadRequest(Problem.of(404, "problem_not_found", "No videos stop for this reason"));
    }
    JobPages.Wanted wanted = new JobPages.Wanted(null, null, cause, null);
    JobPages.Page page = pages.page(wanted, cursor, AT_ONCE);
    int done = 0;
    BigDecimal usd = BigDecimal.ZERO;
    for (VideoJob job : page.jobs()) {
      try {
        usd = usd.add(acts.act(job.id(), wish, dryRun, by).plan().usd());
        done++;
      } catch (BadRequest e) {
        log.debug("{} of {} is passed over: {}", job.id(), cause, e.getMessage());
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", cause);
    body.put("dry_run", dryRun);
    body.put("videos", done);
    body.put("passed_over", page.jobs().size() - done);
    body.put("estimated_cost_usd", usd);
    body.put("next_cursor", page.next());
    ApiRoutes.answer(exchange, 200, body);
  }
}
