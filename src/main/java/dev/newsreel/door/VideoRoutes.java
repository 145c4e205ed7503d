package dev.newsreel.door;

import dev.newsreel.job.Event;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobPages;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The API: see what became of videos. */
final class VideoRoutes extends DoorBuilder {

  private static final int PAGE = 50;

  private final JobStore jobs;
  private final JobIndex index;
  private final JobPages pages;
  private final Doors.Terms terms;

  VideoRoutes(JobStore jobs, JobIndex index, JobPages pages, Doors.Terms terms) {
    this.jobs = jobs;
    this.index = index;
    this.pages = pages;
    this.terms = terms;
  }

  @Override
  public void configure() {
    door(API + "/videos", "GET", "list-videos", "Lists videos, newest first").process(this::list);
    door(API + "/videos/{id}", "GET", "get-video-by-id", "Shows one video").process(this::show);
    door(API + "/videos/{id}/events", "GET", "get-events", "Shows a video's history")
        .process(this::events);
    door(
            API + "/capacity",
            "GET",
            "get-capacity",
            "Shows what is under way, and what will come of it")
        .to("bean:capacity?method=view")
        .process(e -> ApiRoutes.answer(e, 200, e.getMessage().getBody()));
  }

  private void list(Exchange exchange) {
    Query query = new Query(exchange);
    Status status = query.status();
    String feed = query.text("feed");
    String cause = query.text("cause");
    String cursor = query.cursor();
    int limit = query.number("limit", PAGE);
    checkWanted(query, status);
    query.check();
    JobPages.Wanted wanted = new JobPages.Wanted(status, feed, cause, query.text("q"));
    JobPages.Page page = pages.page(wanted, cursor, limit);
    Map<String, Object> body = new HashMap<>();
    body.put("videos", page.jobs().stream().map(VideoView::brief).toList());
    body.put("next_cursor", page.next());
    body.put("counts", index.counts());
    ApiRoutes.answer(exchange, 200, body);
  }

  private static void checkWanted(Query query, Status status) {
    String feed = query.text("feed");
    if (status != null && feed != null) {
      query.bad("feed", "cannot be combined with status");
    }
    if (query.text("cause") != null && (status != null || feed != null)) {
      query.bad("cause", "cannot be combined with status or feed");
    }
  }

  private VideoJob find(Exchange exchange) {
    String id = exchange.getMessage().getHeader("id", String.class);
    return jobs.find(id).orElseThrow(BadRequest::noVideo);
  }

  private void show(Exchange exchange) {
    VideoJob job = find(exchange);
    VideoView view = VideoView.of(job, terms.purse().estimate(job), terms.forecast().of(job));
    ApiRoutes.answer(exchange, 200, view);
  }

  private void events(Exchange exchange) {
    List<Event> events = index.history(find(exchange).id());
    ApiRoutes.answer(exchange, 200, Map.of("events", events));
  }
}
