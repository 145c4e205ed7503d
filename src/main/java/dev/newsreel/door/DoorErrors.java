package dev.newsreel.door;

import dev.newsreel.job.BadInput;
import dev.newsreel.job.NewerJob;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.BodyTooLarge;
import dev.newsreel.wire.NotSent;
import dev.newsreel.wire.OutcomeUnknown;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told when a door's route fails: a problem, never a stack trace. */
final class DoorErrors extends RouteConfigurationBuilder {

  static final String ID = "door-errors";
  private static final Logger LOG = LoggerFactory.getLogger(DoorErrors.class);

  @Override
  public void configuration() {
    routeConfiguration(ID)
        .description("What a caller is told when something fails")
        .onException(Exception.class)
        .handled(true)
        .logExhausted(false)
        .process(DoorErrors::answer);
  }

  /** Makes the problem that a failure is the exchange's answer. */
  static void answer(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    problem(failure).answer(exchange);
  }

  /** Returns what a caller is told of a failure. */
  static Problem problem(Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BadRequest bad) {
        return bad.problem();
      }
      if (t instanceof BadInput bad) {
        return Problem.of(bad.code().endsWith("_busy") ? 503 : 422, bad.code(), bad.getMessage());
      }
      if (t instanceof BodyTooLarge) {
        return Problem.of(422, "feed_too_large", "What the address gave is too large");
      }
      // One text for all: it must not tell whether something inside has answered.
      if (t instanceof NotSent || t instanceof OutcomeUnknown) {
        return Problem.of(422, "address_unreachable", AddressRules.MESSAGE);
      }
      if (t instanceof NewerJob) {
        return Problem.newerJob();
      }
      if (t instanceof RedisException) {
        return Problem.storeUnavailable();
      }
    }
    LOG.error("A request failed", failure);
    return Problem.of(500, "internal_error", "Newsreel failed; the log says why");
  }
}
