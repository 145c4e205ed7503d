package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Digest;
import dev.newsreel.job.JobIds;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.WebhookSecret;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the providers tell us that something has ended. 200 means: it is written down. */
final class WebhookRoutes extends DoorBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);
  private static final Set<String> ENDED = Set.of("avatar_video.success", "avatar_video.fail");

  /** What the addresses of all webhooks begin with. */
  static final String PATH = "/webhooks";

  private final JobStore jobs;
  private final JobIndex index;
  private final SignatureCheck signature;

  WebhookRoutes(JobStore jobs, JobIndex index, WebhookSecret secret, Clock clock) {
    this.jobs = jobs;
    this.index = index;
    this.signature = new SignatureCheck(secret, clock);
  }

  @Override
  public void configure() {
    operate();
    door(
            "/webhooks/heygen",
            "POST",
            "heygen-webhook",
            "Checks the signature of HeyGen's webhook and writes it down")
        .process(this::heygen);
    probe("/webhooks/heygen", "heygen-webhook-probe", "HeyGen");
    door(
            "/webhooks/submagic/{token}",
            "POST",
            "submagic-webhook",
            "Checks the token of Submagic's webhook and writes it down")
        .process(WebhookRoutes::readSubmagic)
        .to(
            "bean:submagicWebhooks?method=accept(${exchangeProperty.token},${exchangeProperty.project},${exchangeProperty.digest})")
        .process(e -> answer(e, e.getMessage().getBody(Boolean.class) ? 200 : 404));
    probe("/webhooks/submagic/{token}", "submagic-webhook-probe", "Submagic");
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
    if (body == null || !signature.genuine(body, sign, time)) {
      LOG.warn("A webhook without a valid signature was refused");
      throw new BadRequest(Problem.of(401, "bad_signature", "The signature is missing or wrong"));
    }
    JsonNode event = Json.tree(body);
    JsonNode data = event.path("event_data");
    String video = data.path("video_id").asText("");
    Optional<String> id = jobId(data.path("callback_id").asText(""), video);
    if (ENDED.contains(event.path("event_type").asText()) && id.isPresent() && !video.isEmpty()) {
      // The id header is not signed: only what is in the body can tell a repeat.
      String name = event.path("event_id").asText("");
      jobs.notify(
          "heygen:" + (name.isEmpty() ? Digest.of(body) : name), "video-answers", id.get(), video);
    }
    answer(exchange, 200);
  }

  private Optional<String> jobId(String callbackId, String videoId) {
    return JobIds.isId(callbackId) ? Optional.of(callbackId) : index.byVideoId(videoId);
  }

  private static void readSubmagic(Exchange exchange) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    String project = Json.tree(body).path("projectId").asText("");
    if (!project.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new BadRequest(Problem.of(400, "malformed_webhook", "The body names no project"));
    }
    exchange.setProperty("project", project);
    exchange.setProperty("digest", Digest.of(body));
    exchange.setProperty("token", exchange.getMessage().getHeader("token", String.class));
  }

  private static void answer(Exchange exchange, int status) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody(null);
  }
}
