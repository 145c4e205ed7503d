package dev.newsreel.door;

import dev.newsreel.forecast.Estimate;
import dev.newsreel.forecast.Forecast;
import dev.newsreel.job.Digest;
import dev.newsreel.job.Event;
import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;

/** The API: ask for videos, and see what became of them. */
final class ApiRoutes extends RouteBuilder {

  private static final String API = "/api/v1";
  private static final int PAGE = 50;
  private static final int MOST_PAGE = 200;

  private final JobStore jobs;
  private final JobIndex index;
  private final Repeats repeats;
  private final Function<VideoJob, BigDecimal> estimate;

  ApiRoutes(
      JobStore jobs, JobIndex index, Repeats repeats, Function<VideoJob, BigDecimal> estimate) {
    this.estimate = estimate;
    this.repeats = repeats;
    this.jobs = jobs;
    this.index = index;
  }

  /** What the asker of a video is told at once. */
  private record Accepted(
      String id,
      Status status,
      BigDecimal estimatedCostUsd,
      Long queuePosition,
      Instant eta,
      String etaBasis) {}

  @Override
  public void configure() {
    RouteDefinition post =
        door("/videos", "POST", "post-videos", "Asks for videos")
            .process(ApiRoutes::readRequest)
            .process(repeats::begin);
    post.choice()
        .when(exchangeProperty(Repeats.ANSWERED).isNotNull())
        .process(repeats::replay)
        .stop();
    // The called routes leave their failures to the caller, and only a catch still hears them.
    TryDefinition attempt = post.doTry();
    attempt
        .choice()
        .when(exchangeProperty(FeedRequest.PROPERTY).isNotNull())
        .to("direct:read-feed")
        .to("bean:intake?method=acceptNewest")
        .otherwise()
        .to("direct:accept-article");
    attempt.process(this::accepted).process(repeats::keep);
    attempt.doCatch(Exception.class).process(DoorErrors::answer);
    door("/videos", "GET", "list-videos", "Lists videos, newest first").process(this::list);
    door("/videos/{id}", "GET", "get-video-by-id", "Shows one video").process(this::show);
    door("/videos/{id}/events", "GET", "get-events", "Shows a video's history")
        .process(this::events);
    door("/capacity", "GET", "get-capacity", "Shows what is under way, and what will come of it")
        .to("bean:capacity?method=view")
        .process(exchange -> answer(exchange, 200, exchange.getMessage().getBody()));
  }

  private RouteDefinition door(String path, String method, String id, String about) {
    return from("platform-http:" + API + path + "?httpMethodRestrict=" + method)
        .routeConfigurationId(DoorErrors.ID)
        .routeId(id)
        .description(about);
  }

  private static void readRequest(Exchange exchange) {
    byte[] body = Fields.json(exchange);
    VideoRequest request = VideoRequest.read(Json.tree(body));
    exchange.setProperty(Repeats.BODY, Digest.of(body));
    exchange.setProperty("options", request.options());
    if (request.rssUrl() != null) {
      exchange.setProperty(
          FeedRequest.PROPERTY,
          new FeedRequest(request.rssUrl(), request.maxItems(), request.options()));
      exchange.getMessage().setBody(request.rssUrl());
    } else {
      exchange.getMessage().setBody(request.article());
    }
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
      answer.put("videos", all.stream().map(this::brief).toList());
      if (all.isEmpty()) {
        answer.put("message", "The feed has no entry that was not taken before");
      }
      answer(exchange, all.isEmpty() ? 200 : 202, answer);
    }
  }

  private void one(Exchange exchange, VideoJob job) {
    answer(exchange, 202, brief(job));
    exchange.getMessage().setHeader("Location", API + "/videos/" + job.id());
  }

  private Accepted brief(VideoJob job) {
    Estimate when = forecast().of(job);
    return new Accepted(
        job.id(),
        job.status(),
        estimate.apply(job),
        when.queuePosition(),
        when.eta(),
        when.etaBasis());
  }

  private Forecast forecast() {
    return getContext().getRegistry().findSingleByType(Forecast.class);
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
    VideoJob job = find(exchange);
    answer(exchange, 200, VideoView.of(job, estimate.apply(job), forecast().of(job)));
  }

  private void events(Exchange exchange) {
    List<Event> events = index.history(find(exchange).id());
    answer(exchange, 200, Map.of("events", events));
  }
}
