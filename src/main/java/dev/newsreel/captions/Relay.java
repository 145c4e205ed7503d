package dev.newsreel.captions;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Change;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Request;
import dev.newsreel.job.StaleJob;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one-time source links that Submagic reads. The first request for one is saved before a byte
 * is sent: it is our receipt for the order.
 */
public final class Relay {

  private static final List<String> PASSED_ON =
      List.of(
          "Content-Type",
          "Content-Length",
          "Content-Range",
          "Accept-Ranges",
          "ETag",
          "Last-Modified");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
  private static final String OPENED = "openedToken";
  private static final Pattern RANGE = Pattern.compile("bytes \\d{1,18}-(\\d{1,18})/(\\d{1,18})");
  private static final int TRIES = 20;
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final JobStore jobs;
  private final Settings settings;
  private final AddressRules rules;

  /** Makes the relay; calls themselves are made by the routes. */
  public Relay(JobStore jobs, Settings settings, AddressRules rules) {
    this.jobs = jobs;
    this.settings = settings;
    this.rules = rules;
  }

  /**
   * Checks the token and saves that its link was asked for; then asks HeyGen for a fresh link.
   *
   * <p>An unknown token leaves 404 and a revoked one 410, with the route told to stop.
   */
  public void open(Exchange exchange) {
    String path = exchange.getMessage().getHeader("token", String.class);
    String text =
        path == null || !path.endsWith(".mp4") ? null : path.substring(0, path.length() - 4);
    Optional<Token> token = Token.parse(text);
    exchange.setProperty("range", exchange.getMessage().getHeader("Range", String.class));
    exchange.setProperty(
        "method", exchange.getMessage().getHeader(Exchange.HTTP_METHOD, String.class));
    VideoJob job = token.map(this::patiently).orElse(null);
    if (job == null) {
      refuse(exchange, 404);
    } else if (token.flatMap(t -> order(job, t)).map(CaptionOrder::revoked).orElse(true)) {
      refuse(exchange, 410);
    } else {
      exchange.setProperty(OPENED, token.get());
      Request.headers(exchange, Map.of("x-api-key", settings.text("heygen.api-key")));
      exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
      exchange.getMessage().setHeader(Exchange.HTTP_PATH, job.heygen().videoId());
      exchange.getMessage().setBody(null);
    }
  }

  // Who asks for a film may never ask again: a Redis that is away for a moment is waited for.
  private VideoJob patiently(Token token) {
    Instant limit = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return fetched(token);
      } catch (RedisUnavailable e) {
        if (Instant.now().isAfter(limit)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private VideoJob fetched(Token token) {
    for (int i = 0; i < TRIES; i++) {
      VideoJob job = jobs.find(token.jobId()).orElse(null);
      CaptionOrder order = job == null ? null : order(job, token).orElse(null);
      if (order == null || order.revoked() || order.fetchedAt() != null || job.status().ended()) {
        return order == null ? null : job;
      }
      try {
        return jobs.save(Change.keeping(job, marked(job, order, jobs.now()), "source fetched"));
      } catch (StaleJob e) {
        LOG.debug("Another edge of {} came first, perhaps the revocation", job.id(), e);
      }
    }
    return null;
  }

  private static Optional<CaptionOrder> order(VideoJob job, Token token) {
    return job.submagic() == null
        ? Optional.empty()
        : job.submagic().orders().stream()
            .filter(o -> o.number() == token.order() && token.matches(o.relayHash()))
            .findFirst();
  }

  private static VideoJob marked(VideoJob job, CaptionOrder order, Instant now) {
    CaptionOrder fetched =
        new CaptionOrder(
            order.number(), order.webhookHash(), order.relayHash(), order.claimedAt(), now, false);
    Captions c = job.submagic();
    List<CaptionOrder> orders =
        c.orders().stream().map(o -> o.equals(order) ? fetched : o).toList();
    return job.with(d -> d.submagic = c.withOrders(orders));
  }

  private static void refuse(Exchange exchange, int status) {
    Request.headers(exchange, Map.of());
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody(null);
    exchange.setRouteStop(true);
  }

  /**
   * Turns HeyGen's answer into the request for the file; 502 when there is no link.
   *
   * @throws AddressRefused when the link points where nothing may be read from
   */
  public void source(Exchange exchange) throws AddressRefused {
    String link = Answer.of(exchange).text("/data/video_url");
    if (link == null) {
      refuse(exchange, 502);
      return;
    }
    String range = exchange.getProperty("range", "", String.class);
    Request.headers(exchange, Map.of("Range", range));
    exchange.getMessage().setHeader(Exchange.HTTP_URI, rules.check(link).toString());
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, exchange.getProperty("method"));
    exchange.getMessage().setBody(null);
  }

  /** Hands the file on as it comes, with the headers that a reader of ranges needs. */
  public void handOn(Exchange exchange) {
    Map<String, Object> all = exchange.getMessage().getHeaders();
    Object status = all.get(Exchange.HTTP_RESPONSE_CODE);
    Map<String, String> kept = new HashMap<>();
    all.forEach(
        (name, value) ->
            PASSED_ON.stream()
                .filter(name::equalsIgnoreCase)
                .forEach(n -> kept.put(n, String.valueOf(value))));
    Request.headers(exchange, kept);
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setHeader("Cache-Control", "no-store");
    boolean film = status instanceof Integer code && code / 100 == 2;
    boolean toTheEnd = film && reachesEnd(kept.get("Content-Range"));
    InputStream body = exchange.getMessage().getBody(InputStream.class);
    if (toTheEnd && body != null && "GET".equals(exchange.getProperty("method"))) {
      Token token = exchange.getProperty(OPENED, Token.class);
      String fact = InterruptedOrders.delivered(token.order());
      exchange.getMessage().setBody(new WholeStream(body, () -> jobs.note(token.jobId(), fact)));
    }
  }

  /** Returns whether an answer holds the file's last byte; a missing range means the whole file. */
  private static boolean reachesEnd(String range) {
    Matcher matcher = range == null ? null : RANGE.matcher(range);
    return matcher == null
        || (matcher.matches()
            && Long.parseLong(matcher.group(1)) + 1 == Long.parseLong(matcher.group(2)));
  }
}
