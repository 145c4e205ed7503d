package dev.newsreel.door;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many webhooks came to this node, by provider and what became of them. */
final class WebhookCounts implements Handler<RoutingContext>, MeterBinder {

  /** Who sent it, as far as its address tells. */
  enum Sender {
    HEYGEN,
    SUBMAGIC
  }

  /** What became of a webhook. */
  enum Result {
    /** Written down: a job is woken. */
    ACCEPTED,
    /** Came before; nothing is done. */
    REPEATED,
    /** Tells something that we do not ask for. */
    UNKNOWN_EVENT,
    /** Concerns no job that we know. */
    UNKNOWN_JOB,
    /** Carries no signature or time. */
    UNSIGNED,
    /** Its time is too far from ours. */
    STALE,
    /** Its signature does not fit. */
    FORGED,
    /** We know no secret that it could be signed with. */
    NO_SECRET,
    /** Its address holds no token of ours. */
    UNKNOWN_TOKEN,
    /** It says nothing that can be read. */
    MALFORMED,
    /** Its body is larger than allowed. */
    TOO_LARGE,
    /** It could not be written down; the provider sends it again. */
    FAILED
  }

  private final Map<Sender, Map<Result, LongAdder>> counts = new EnumMap<>(Sender.class);

  WebhookCounts() {
    for (Sender sender : Sender.values()) {
      Map<Result, LongAdder> results = new EnumMap<>(Result.class);
      for (Result result : Result.values()) {
        results.put(result, new LongAdder());
      }
      counts.put(sender, results);
    }
  }

  /** Counts one. */
  void count(Sender sender, Result result) {
    counts.get(sender).get(result).increment();
  }

  /** Counts those that do not reach their route's end. */
  @Override
  public void handle(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.POST)) {
      boolean heygen = context.normalizedPath().equals(WebhookRoutes.HEYGEN);
      Sender sender = heygen ? Sender.HEYGEN : Sender.SUBMAGIC;
      context.addEndHandler(ended -> countFailure(sender, context.response().getStatusCode()));
    }
    context.next();
  }

  private void countFailure(Sender sender, int status) {
    if (status == 413) {
      count(sender, Result.TOO_LARGE);
    } else if (status >= 500) {
      count(sender, Result.FAILED);
    }
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counts.forEach(
        (sender, results) ->
            results.forEach((result, count) -> bind(registry, sender, result, count)));
  }

  private static void bind(MeterRegistry registry, Sender sender, Result result, LongAdder count) {
    FunctionCounter.builder("webhooks", count, LongAdder::sum)
        .description("Webhooks that came to this node, by what became of them")
        .tag("provider", sender.name().toLowerCase(Locale.ROOT))
        .tag("result", result.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
