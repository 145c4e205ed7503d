package dev.newsreel.door;

import dev.newsreel.forecast.Forecast;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.money.Purse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/** The API: see what became of videos. */
final class VideoRoutes extends RouteBuilder {

  private static final int PAGE = 50;
  private static final int MOST_PAGE = 200;

  private final JobStore jobs;
  private final JobIndex index;
  private final Purse purse;

  VideoRoutes(JobStore jobs, JobIndex index, Purse purse) {
    this.jobs = jobs;
    this.index = index;
    this.purse = purse;
  }

  @Override
  public void configure() {
    door("/videos", "list-videos", "Lists videos, newest first").process(this::list);
    door("/videos/{id}", "get-video-by-id", "Shows one video").process(this::show);
    door("/videos/{id}/events", "get-events", "Shows a video's history").process(this::events);
    door("/capacity", "get-capacity", "Shows what is under way, and what will come of it")
        .to("bean:capacity?method=view")
        .process(e -> ApiRoutes.answer(e, 200, e.getMessage().getBody()));
  }

  private RouteDefinition door(String path, String id, String about) {
    return from("platform-http:/api/v1" + path + "?httpMethodRestrict=GET")
        .routeConfigurationId(DoorErrors.ID)
        .routeId(id)
        .description(about);
  }

  private void list(Exchange exchange) {
    Query query = new Query(exchange);
    Status status = query.status();
    String feed = query.text("feed");
    String cursor = query.cursor();
    int limit = query.number("limit", PAGE, MOST_PAGE);
    if (status != null && feed != null) {
      query.bad("feed", "cannot be combined with status");
    }
    query.check();
    List<VideoJob> page = index.page(status, feed, cursor, limit);
    Map<String, Object> body = new HashMap<>();
    body.put("videos", page.stream().map(VideoView::brief).toList());
    if (page.size() == limit) {
      body.put("next_cursor", page.get(page.size() - 1).id());
    }
    body.put("counts", index.counts());
    ApiRoutes.answer(exchange, 200, body);
  }

  private VideoJob find(Exchange exchange) {
    String id = exchange.getMessage().getHeader("id", String.class);
    return jobs.find(id)
        .orElseThrow(
            () -> new BadRequest(Problem.of(404, "video_not_found", "There is no such video")));
  }

  private void show(Exchange exchange) {
    VideoJob job = find(exchange);
    Forecast forecast = getContext().getRegistry().findSingleByType(Forecast.class);
    ApiRoutes.answer(exchange, 200, VideoView.of(job, purse.estimate(job), forecast.of(job)));
  }

  private void events(Exchange exchange) {
    List<Event> events = index.history(find(exchange).id());
    ApiRoutes.answer(exchange, 200, Map.of("events", events));
  }
}
