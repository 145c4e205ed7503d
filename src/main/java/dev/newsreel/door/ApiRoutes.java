package dev.newsreel.door;

import dev.newsreel.job.Batches;
import dev.newsreel.job.Catalogue;
import dev.newsreel.job.Digest;
import dev.newsreel.job.Event;
import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;

/** The API: ask for videos, and see what became of them. */
final class ApiRoutes extends RouteBuilder {

  /** Takes the request that {@link VideoRequest#into} has put into an exchange. */
  static final String TAKE = "direct:take-request";

  /** The exchange property with the id that was chosen for what a request makes; may be null. */
  static final String JOB_ID = "jobId";

  static final String NOTHING_NEW = "The feed has no entry that was not taken before";

  private static final String API = "/api/v1";
  private static final int PAGE = 50;
  private static final int MOST_PAGE = 200;

  private final JobStore jobs;
  private final JobIndex index;
  private final Batches batches;
  private final Catalogue catalogue;
  private final Repeats repeats;

  ApiRoutes(Redis redis, JobStore jobs, Catalogue catalogue, Repeats repeats) {
    this.repeats = repeats;
    this.catalogue = catalogue;
    this.batches = new Batches(redis, jobs);
    this.jobs = jobs;
    this.index = new JobIndex(redis);
  }

  @Override
  public void configure() {
    RouteDefinition post =
        door("/videos", "POST", "post-videos", "Asks for videos")
            .process(this::readRequest)
            .process(repeats::begin);
    post.choice()
        .when(exchangeProperty(Repeats.ANSWERED).isNotNull())
        .process(repeats::replay)
        .stop();
    // The called routes leave their failures to the caller, and only a catch still hears them.
    TryDefinition attempt = post.doTry();
    attempt.to(TAKE).process(this::accepted).process(repeats::keep);
    attempt.doCatch(Exception.class).process(DoorErrors::answer);
    from(TAKE)
        .routeConfigurationId(DoorErrors.ID)
        .routeId("take-request")
        .description("Makes videos of what a caller has given or named")
        .errorHandler(noErrorHandler())
        .choice()
        .when(exchangeProperty(FeedRequest.PROPERTY).isNotNull())
        .to("direct:read-named-feed")
        .to("bean:intake?method=acceptNewest")
        .otherwise()
        .to("direct:accept-article");
    door("/videos", "GET", "list-videos", "Lists videos, newest first").process(this::list);
    door("/videos/{id}", "GET", "get-video-by-id", "Shows one video").process(this::show);
    door("/videos/{id}/events", "GET", "get-events", "Shows a video's history")
        .process(this::events);
  }

  private RouteDefinition door(String path, String method, String id, String about) {
    return from("platform-http:" + API + path + "?httpMethodRestrict=" + method)
        .routeConfigurationId(DoorErrors.ID)
        .routeId(id)
        .description(about);
  }

  private void readRequest(Exchange exchange) {
    byte[] body = Fields.json(exchange);
    exchange.setProperty(Repeats.BODY, Digest.of(body));
    VideoRequest.read(Json.tree(body), catalogue).into(exchange);
  }

  private void accepted(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    exchange.getMessage().removeHeaders("*");
    if (body instanceof VideoJob job) {
      one(exchange, job);
      return;
    }
    List<VideoJob> all = Arrays.asList(exchange.getMessage().getBody(VideoJob[].class));
    boolean single = exchange.getProperty(FeedRequest.PROPERTY, FeedRequest.class).maxItems() == 1;
    if (single && all.size() == 1) {
      one(exchange, all.get(0));
    } else {
      Map<String, Object> answer = new HashMap<>();
      answer.put("videos", all.stream().map(ApiRoutes::brief).toList());
      if (all.isEmpty()) {
        answer.put("message", NOTHING_NEW);
      } else {
        answer.put("batch_id", batch(all, exchange.getProperty(JOB_ID, String.class)));
      }
      answer(exchange, all.isEmpty() ? 200 : 202, answer);
    }
  }

  private String batch(List<VideoJob> made, String chosen) {
    String id = Batches.idOf(chosen == null ? jobs.newId(made.get(0).id()) : chosen);
    batches.keep(
        id,
        IntStream.range(0, made.size())
            .mapToObj(i -> new Batches.Item(i, made.get(i).id()))
            .toList());
    return id;
  }

  private static void one(Exchange exchange, VideoJob job) {
    answer(exchange, 202, brief(job));
    exchange.getMessage().setHeader("Location", API + "/videos/" + job.id());
  }

  private static Map<String, Object> brief(VideoJob job) {
    return Map.of("id", job.id(), "status", job.status());
  }

  static void answer(Exchange exchange, int status, Object body) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    exchange.getMessage().setBody(Json.write(body));
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
    answer(exchange, 200, body);
  }

  private VideoJob find(Exchange exchange) {
    String id = exchange.getMessage().getHeader("id", String.class);
    return jobs.find(id)
        .orElseThrow(
            () -> new BadRequest(Problem.of(404, "video_not_found", "There is no such video")));
  }

  private void show(Exchange exchange) {
    answer(exchange, 200, VideoView.of(find(exchange)));
  }

  private void events(Exchange exchange) {
    List<Event> events = index.history(find(exchange).id());
    answer(exchange, 200, Map.of("events", events));
  }
}
