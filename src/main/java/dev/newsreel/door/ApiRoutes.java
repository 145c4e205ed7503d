package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Batches;
import dev.newsreel.job.Digest;
import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.LogMarks;
import dev.newsreel.job.PageRequest;
import dev.newsreel.job.TraceIds;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;

/** The API: ask for videos. */
final class ApiRoutes extends DoorBuilder {

  /** Takes the request that {@link VideoRequest#into} has put into an exchange. */
  static final String TAKE = "direct:take-request";

  /** The exchange property with the id that was chosen for what a request makes; may be null. */
  static final String JOB_ID = "jobId";

  static final String NOTHING_NEW = "The feed has no entry that was not taken before";

  static final String MADE_BEFORE = "There is a video of this article already";

  static final String VIDEOS = "/api/v1/videos";

  private final JobStore jobs;
  private final Batches batches;
  private final Repeats repeats;
  private final Doors.Terms terms;

  ApiRoutes(Redis redis, JobStore jobs, Repeats repeats, Doors.Terms terms) {
    this.repeats = repeats;
    this.terms = terms;
    this.batches = new Batches(redis, jobs);
    this.jobs = jobs;
  }

  @Override
  public void configure() {
    RouteDefinition post = door(VIDEOS, "POST", "post-videos", "Asks for videos");
    TryDefinition estimate = post.filter(ApiRoutes::isDryRun).process(this::readRequest).doTry();
    estimate.removeHeaders("*").to(EstimateRoutes.ESTIMATE).stop();
    estimate.doCatch(Exception.class).process(DoorErrors::answer).stop();
    take(post);
    take(door(Superseded.PATH, "POST", "post-viral-video", "Asks for videos as the prototype did"));
    from(TAKE)
        .routeConfigurationId(DoorErrors.ID)
        .routeId("take-request")
        .description("Makes videos of what a caller has given or named")
        .errorHandler(noErrorHandler())
        .choice()
        .when(exchangeProperty(FeedRequest.PROPERTY).isNotNull())
        .to("direct:read-named-feed")
        .to("bean:intake?method=acceptNewest")
        .when(exchangeProperty(PageRequest.PROPERTY).isNotNull())
        .to("direct:take-named-page")
        .otherwise()
        .to("direct:accept-article");
    takePage();
  }

  private void takePage() {
    from("direct:take-named-page")
        .routeConfigurationId(DoorErrors.ID)
        .routeId("take-named-page")
        .description("Makes a video of the article of a page, unless the first attempt did")
        .errorHandler(noErrorHandler())
        .to("bean:namedPages?method=recall")
        .filter(body().isInstanceOf(String.class))
        .to("direct:read-named-page")
        .to("bean:namedPages?method=accept");
  }

  @Override
  List<Problem.Bad> refused(JsonNode body) {
    return VideoRequest.refused(body, terms.catalogue());
  }

  private void take(RouteDefinition post) {
    TryDefinition attempt = repeats.firstTime(post.process(this::readRequest));
    attempt.to(TAKE).process(this::accepted).process(repeats::keep);
    attempt.doCatch(Exception.class).process(repeats::fail).process(DoorErrors::answer);
  }

  private static boolean isDryRun(Exchange exchange) {
    return new Query(exchange).isDryRun();
  }

  private void readRequest(Exchange exchange) {
    exchange.setProperty(Repeats.BODY, Digest.of(exchange.getMessage().getBody(byte[].class)));
    String trace = exchange.getMessage().getHeader("traceparent", String.class);
    VideoRequest.read(RequestCheck.body(exchange)).tracedBy(TraceIds.usable(trace)).into(exchange);
  }

  private void accepted(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    exchange.getMessage().removeHeaders("*");
    if (body instanceof VideoJob job) {
      one(exchange, job);
      return;
    }
    List<VideoJob> all = Arrays.asList(exchange.getMessage().getBody(VideoJob[].class));
    FeedRequest feed = exchange.getProperty(FeedRequest.PROPERTY, FeedRequest.class);
    boolean single = feed == null || feed.maxItems() == 1;
    if (single && all.size() == 1) {
      one(exchange, all.get(0));
    } else {
      Map<String, Object> answer = new HashMap<>();
      answer.put("videos", all.stream().map(this::brief).toList());
      if (all.isEmpty()) {
        answer.put("message", nothing(exchange));
      } else {
        answer.put("batch_id", batch(all, exchange.getProperty(JOB_ID, String.class)));
      }
      answer(exchange, all.isEmpty() ? 200 : 202, answer);
      if (!all.isEmpty()) {
        String batch = BatchRoutes.PATH + "/" + answer.get("batch_id");
        exchange.getMessage().setHeader("Location", batch);
      }
    }
  }

  /** Returns why nothing was made although nothing is wrong. */
  static String nothing(Exchange exchange) {
    String before = exchange.getProperty(PageRequest.MADE_BEFORE, String.class);
    return before == null ? NOTHING_NEW : MADE_BEFORE + ": " + before;
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

  private void one(Exchange exchange, VideoJob job) {
    LogMarks.of(job);
    answer(exchange, 202, brief(job));
    exchange.getMessage().setHeader("Location", VIDEOS + "/" + job.id());
  }

  private Accepted brief(VideoJob job) {
    return Accepted.of(job, terms.purse().estimate(job), terms.forecast().of(job));
  }

  static void answer(Exchange exchange, int status, Object body) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    exchange.getMessage().setBody(Json.write(body));
  }
}
