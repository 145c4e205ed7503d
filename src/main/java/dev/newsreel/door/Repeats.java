package dev.newsreel.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.newsreel.job.Digest;
import dev.newsreel.job.Idempotency;
import dev.newsreel.job.Idempotency.Known;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that come twice: {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header).
 */
final class Repeats {

  /** The exchange property with the digest of the request's body. */
  static final String BODY = "bodyDigest";

  private static final String ANSWERED = "answered";

  private static final Logger LOG = LoggerFactory.getLogger(Repeats.class);
  private static final String HEADER = "Idempotency-Key";
  private static final String KEY = "idempotencyKey";
  private static final String LOCATION = "Location";
  private static final String ATTEMPT = "idempotencyAttempt";

  private final Idempotency memory;
  private final JobStore jobs;

  /** Attempts that have failed on this node, by key: who repeats them need not wait for them. */
  private final Cache<String, String> failed =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  Repeats(Idempotency memory, JobStore jobs) {
    this.memory = memory;
    this.jobs = jobs;
  }

  /** An answer as it is kept. */
  private record Answer(int status, String location, String body) {}

  /**
   * Lets a route give a repeat the answer that was given before.
   *
   * @return what the route does the first time. The routes that it calls leave their failures to
   *     it, and only a catch still hears them
   */
  TryDefinition firstTime(RouteDefinition post) {
    post.process(this::begin)
        .choice()
        .when(exchange -> exchange.getProperty(ANSWERED) != null)
        .process(this::replay)
        .stop();
    return post.doTry();
  }

  /**
   * Notes the request if it carries a key.
   *
   * @throws BadRequest when the key came with another body, or is being worked at
   */
  private void begin(Exchange exchange) {
    String given = exchange.getMessage().getHeader(HEADER, String.class);
    Object body = exchange.getMessage().getBody();
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(body);
    if (given == null) {
      return;
    }
    String key = Digest.of(given);
    Known known = begin(key, exchange);
    switch (known.state()) {
      case "other" ->
          throw new BadRequest(
              Problem.of(422, "idempotency_key_reused", "This key came with another request"));
      case "busy" ->
          throw new BadRequest(
              Problem.of(409, "request_in_progress", "The first request is being worked at"));
      case "done" -> exchange.setProperty(ANSWERED, known.value());
      default -> {
        exchange.setProperty(KEY, key);
        exchange.setProperty(ApiRoutes.JOB_ID, known.value());
      }
    }
  }

  private Known begin(String key, Exchange exchange) {
    String before = failed.asMap().remove(key);
    String attempt = before == null ? jobs.newId(key) : before;
    exchange.setProperty(ATTEMPT, Map.entry(key, attempt));
    try {
      return memory.begin(key, exchange.getProperty(BODY, String.class), attempt);
    } catch (RedisException e) {
      fail(exchange);
      throw e;
    }
  }

  /**
   * Notes that the request was not answered as it should be, so that a repeat is worked at anew.
   */
  void fail(Exchange exchange) {
    Map.Entry<?, ?> attempt = exchange.getProperty(ATTEMPT, Map.Entry.class);
    if (attempt != null) {
      failed.put((String) attempt.getKey(), (String) attempt.getValue());
    }
  }

  /** Gives the answer that was given before. */
  private void replay(Exchange exchange) {
    Answer answer = Json.read(exchange.getProperty(ANSWERED, String.class), Answer.class);
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    exchange.getMessage().setHeader("Idempotent-Replayed", "true");
    if (answer.location() != null) {
      exchange.getMessage().setHeader(LOCATION, answer.location());
    }
    exchange.getMessage().setBody(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Keeps the answer for repeats. When Redis fails just now the answer stands all the same, for
   * what it says is written down; a repeat is worked at anew then, and finds the same job.
   */
  void keep(Exchange exchange) {
    String key = exchange.getProperty(KEY, String.class);
    if (key != null) {
      int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
      String location = exchange.getMessage().getHeader(LOCATION, String.class);
      String body = exchange.getMessage().getBody(String.class);
      try {
        memory.done(key, Json.write(new Answer(status, location, body)));
      } catch (RedisException e) {
        LOG.warn("An answer cannot be kept for repeats", e);
      }
    }
  }
}
