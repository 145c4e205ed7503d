package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Batches;
import dev.newsreel.job.Catalogue;
import dev.newsreel.job.Digest;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.VideoJob;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.redisson.client.RedisException;

/** Many videos asked for at once. Each request is accepted or refused by itself. */
final class BatchRoutes extends DoorBuilder {

  static final String PATH = "/api/v1/batches";
  private static final String BATCH = "postedBatch";

  private final JobStore jobs;
  private final Batches batches;
  private final Catalogue catalogue;
  private final Repeats repeats;

  BatchRoutes(JobStore jobs, Batches batches, Catalogue catalogue, Repeats repeats) {
    this.jobs = jobs;
    this.batches = batches;
    this.catalogue = catalogue;
    this.repeats = repeats;
  }

  @Override
  public void configure() {
    int workers = Integer.parseInt(getContext().resolvePropertyPlaceholders("{{batch.workers}}"));
    ExecutorService pool =
        getContext().getExecutorServiceManager().newFixedThreadPool(this, "batch", workers);
    RouteDefinition post =
        door(PATH, "POST", "post-batch", "Asks for many videos").process(this::read);
    TryDefinition attempt = repeats.firstTime(post);
    attempt
        .process(this::begin)
        .split(body())
        .parallelProcessing()
        .executorService(pool)
        .to("direct:take-batch-row");
    attempt.process(this::answer).process(repeats::keep);
    attempt.doCatch(Exception.class).process(repeats::fail).process(DoorErrors::answer);
    takeRow();
    door(PATH + "/{id}", "GET", "get-batch-by-id", "Shows a batch").process(this::show);
  }

  private void takeRow() {
    TryDefinition attempt =
        from("direct:take-batch-row")
            .routeConfigurationId(DoorErrors.ID)
            .routeId("take-batch-row")
            .description("Makes videos of one request of a batch")
            .doTry();
    attempt.process(this::prepare).to(ApiRoutes.TAKE).process(BatchRoutes::made);
    attempt.doCatch(Exception.class).process(BatchRoutes::failed);
  }

  private void read(Exchange exchange) {
    exchange.setProperty(Repeats.BODY, Digest.of(exchange.getMessage().getBody(byte[].class)));
    exchange.setProperty(BATCH, PostedBatch.read(RequestCheck.body(exchange), this::readRow));
    exchange.getMessage().setBody(null);
  }

  private VideoRequest readRow(JsonNode json) {
    if (!json.isObject()) {
      throw new BadRequest(Problem.of(400, "malformed_json", "The request is not a JSON object"));
    }
    Schema request = contract().operation("POST", ApiRoutes.VIDEOS).orElseThrow().body();
    List<Problem.Bad> bad = request.check(json);
    bad.addAll(VideoRequest.refused(json, catalogue));
    if (!bad.isEmpty()) {
      throw new BadRequest(Problem.invalid(bad));
    }
    return VideoRequest.read(json);
  }

  /** Writes the batch down with the videos that it will have, before the first of them. */
  private void begin(Exchange exchange) {
    PostedBatch batch = batch(exchange);
    String chosen = exchange.getProperty(ApiRoutes.JOB_ID, String.class);
    String first = chosen == null ? jobs.newId(UUID.randomUUID().toString()) : chosen;
    batch.named(Batches.idOf(first));
    List<Batches.Item> known =
        batch.usable().stream()
            .filter(row -> !row.request().isFetched())
            .map(row -> new Batches.Item(row.index(), batches.jobId(batch.id(), row.index())))
            .toList();
    batches.keep(batch.id(), known);
    exchange.getMessage().setBody(batch.usable());
  }

  private static PostedBatch batch(Exchange exchange) {
    return exchange.getProperty(BATCH, PostedBatch.class);
  }

  private void prepare(Exchange exchange) throws Exception {
    PostedBatch batch = batch(exchange);
    PostedBatch.Row row = exchange.getMessage().getBody(PostedBatch.Row.class);
    exchange.setProperty("batchRow", row);
    if (batch.stopped() != null) {
      throw batch.stopped();
    }
    if (row.request().isFetched() && batch.isLate()) {
      throw new BadRequest(
          Problem.of(
              503,
              "batch_too_slow",
              "The batch's feeds and pages took too long; ask for this again"));
    }
    exchange.setProperty(ApiRoutes.JOB_ID, batches.jobId(batch.id(), row.index()));
    row.request().into(exchange);
  }

  private static PostedBatch.Row row(Exchange exchange) {
    return exchange.getProperty("batchRow", PostedBatch.Row.class);
  }

  private static void made(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    row(exchange)
        .made(
            body instanceof VideoJob job
                ? List.of(job)
                : Arrays.asList(exchange.getMessage().getBody(VideoJob[].class)),
            ApiRoutes.nothing(exchange));
  }

  private static void failed(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisException) {
        batch(exchange).stop((Exception) t);
      }
    }
    row(exchange).refused(DoorErrors.problem(failure));
  }

  private void answer(Exchange exchange) {
    PostedBatch batch = batch(exchange);
    if (batch.stopped() != null) {
      log.warn("Batch {} was not accepted as a whole", batch.id(), batch.stopped());
      throw new BadRequest(incomplete(batch));
    }
    batches.keep(batch.id(), batch.items());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("batch_id", batch.id());
    answer.put("accepted", batch.items().size());
    answer.put("refused", batch.refused());
    answer.put("videos", batch.told());
    ApiRoutes.answer(exchange, 202, answer);
    exchange.getMessage().setHeader("Location", PATH + "/" + batch.id());
    log.info(
        "{}: {} videos accepted, {} requests refused",
        batch.id(),
        batch.items().size(),
        batch.refused());
  }

  private static Problem incomplete(PostedBatch batch) {
    return Problem.of(503, "store_unavailable", "The store does not answer or is full")
        .because(
            "Some videos may have been accepted: repeat it with the same Idempotency-Key;"
                + " without one look at %s/%s first".formatted(PATH, batch.id()));
  }

  private void show(Exchange exchange) {
    String id = exchange.getMessage().getHeader("id", String.class);
    Batches.Batch batch =
        batches
            .find(id)
            .orElseThrow(
                () -> new BadRequest(Problem.of(404, "batch_not_found", "There is no such batch")));
    List<String> ids = batch.videos().stream().map(Batches.Item::id).toList();
    ApiRoutes.answer(exchange, 200, BatchView.of(id, batch, jobs.findAll(ids)));
  }
}
