package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.door.WebhookCounts.Result;
import dev.newsreel.door.WebhookCounts.Sender;
import dev.newsreel.job.Digest;
import dev.newsreel.job.JobIds;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.Told;
import dev.newsreel.job.WebhookSecret;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the providers tell us that something has ended. 200 means: it is written down. */
final class WebhookRoutes extends DoorBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);
  private static final Set<String> ENDED = Set.of("avatar_video.success", "avatar_video.fail");

  /** What the addresses of all webhooks begin with. */
  static final String PATH = "/webhooks";

  /** Where HeyGen's come in. */
  static final String HEYGEN = PATH + "/heygen";

  /** Before what reads bodies, which may refuse them. */
  private static final int COUNTED = -2;

  private static final String SUBMAGIC = PATH + "/submagic/{token}";
  private static final long WARN_PAUSE = Duration.ofMinutes(1).toNanos();

  private final JobStore jobs;
  private final JobIndex index;
  private final SignatureCheck signature;
  private final WebhookCounts counts = new WebhookCounts();
  private final AtomicLong warned = new AtomicLong(System.nanoTime() - WARN_PAUSE);

  WebhookRoutes(JobStore jobs, JobIndex index, WebhookSecret secret, Clock clock) {
    this.jobs = jobs;
    this.index = index;
    this.signature = new SignatureCheck(secret, clock);
  }

  @Override
  public void configure() {
    getContext().getRegistry().bind("webhookCounts", counts);
    int port = Integer.parseInt(getContext().resolvePropertyPlaceholders("{{port}}"));
    Doors.router(getContext(), port).route(PATH + "/*").order(COUNTED).handler(counts);
    operate();
    door(
            HEYGEN,
            "POST",
            "heygen-webhook",
            "Checks the signature of HeyGen's webhook and writes it down")
        .process(this::heygen);
    probe(HEYGEN, "heygen-webhook-probe", "HeyGen");
    door(
            SUBMAGIC,
            "POST",
            "submagic-webhook",
            "Checks the token of Submagic's webhook and writes it down")
        .process(this::readSubmagic)
        .to(
            "bean:submagicWebhooks?method=accept(${exchangeProperty.token},${exchangeProperty.project},${exchangeProperty.digest})")
        .process(this::submagic);
    probe(SUBMAGIC, "submagic-webhook-probe", "Submagic");
  }

  private void probe(String path, String id, String provider) {
    door(path, "GET,HEAD,OPTIONS", id, "Answers " + provider + "'s question whether we are there")
        .process(e -> answer(e, 200));
  }

  private void operate() {
    door(API + "/webhooks", "GET", "list-webhooks", "Shows how we are registered at HeyGen")
        .to("bean:webhookRegistrations?method=state")
        .process(e -> ApiRoutes.answer(e, 200, e.getMessage().getBody()));
    door(
            API + "/webhooks/rotate",
            "POST",
            "rotate-webhook-secret",
            "Has HeyGen's webhooks signed with a new secret")
        .to("bean:webhookRegistrations?method=rotate")
        .process(WebhookRoutes::rotated);
  }

  private static void rotated(Exchange exchange) {
    if (!exchange.getMessage().getBody(Boolean.class)) {
      throw new BadRequest(
          Problem.of(409, "not_possible", "HeyGen tells us nothing: set public-base-url"));
    }
    String message = "HeyGen is asked for a new secret at the next check";
    ApiRoutes.answer(exchange, 202, Map.of("message", message));
    exchange.getMessage().setHeader("Location", "/api/v1/webhooks");
  }

  private void heygen(Exchange exchange) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    String sign = exchange.getMessage().getHeader("Heygen-Signature", String.class);
    String time = exchange.getMessage().getHeader("Heygen-Timestamp", String.class);
    Result fault = signature.fault(body, sign, time);
    counts.count(Sender.HEYGEN, fault == null ? taken(body) : fault);
    if (fault != null) {
      warn(fault);
      throw new BadRequest(Problem.of(401, "bad_signature", "The signature is missing or wrong"));
    }
    answer(exchange, 200);
  }

  // Whoever forges may do so often.
  private void warn(Result fault) {
    long now = System.nanoTime();
    long last = warned.get();
    if (now - last >= WARN_PAUSE && warned.compareAndSet(last, now)) {
      LOG.warn("A webhook of HeyGen was refused: {}; webhooks_total counts all", fault);
    }
  }

  private Result taken(byte[] body) {
    JsonNode event = Json.tree(body);
    if (!ENDED.contains(event.path("event_type").asText())) {
      return event.path("event_type").isTextual() ? Result.UNKNOWN_EVENT : Result.MALFORMED;
    }
    JsonNode data = event.path("event_data");
    String video = data.path("video_id").asText("");
    Optional<String> id = jobId(data.path("callback_id").asText(""), video);
    if (id.isEmpty() || video.isEmpty()) {
      return Result.UNKNOWN_JOB;
    }
    // The id header is not signed: only what is in the body can tell a repeat.
    String name = event.path("event_id").asText("");
    String told = "heygen:" + (name.isEmpty() ? Digest.of(body) : name);
    return result(jobs.notify(told, "video-answers", id.get(), video));
  }

  private static Result result(Told told) {
    return switch (told) {
      case NEWS -> Result.ACCEPTED;
      case REPEATED -> Result.REPEATED;
      case UNKNOWN_JOB -> Result.UNKNOWN_JOB;
      case UNKNOWN_TOKEN -> Result.UNKNOWN_TOKEN;
    };
  }

  private Optional<String> jobId(String callbackId, String videoId) {
    return JobIds.isId(callbackId) ? Optional.of(callbackId) : index.byVideoId(videoId);
  }

  private void readSubmagic(Exchange exchange) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    String project = Json.tree(body).path("projectId").asText("");
    if (!project.matches("[A-Za-z0-9_-]{1,64}")) {
      counts.count(Sender.SUBMAGIC, Result.MALFORMED);
      throw new BadRequest(Problem.of(400, "malformed_webhook", "The body names no project"));
    }
    exchange.setProperty("project", project);
    exchange.setProperty("digest", Digest.of(body));
    exchange.setProperty("token", exchange.getMessage().getHeader("token", String.class));
  }

  private void submagic(Exchange exchange) {
    Told told = exchange.getMessage().getBody(Told.class);
    counts.count(Sender.SUBMAGIC, result(told));
    answer(exchange, told == Told.UNKNOWN_TOKEN ? 404 : 200);
  }

  private static void answer(Exchange exchange, int status) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody(null);
  }
}
