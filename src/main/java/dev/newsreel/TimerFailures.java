package dev.newsreel;

import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in one line that a timer's route has failed. It runs again at its next time, so a provider
 * that is away for an hour is no reason to fill the log with stack traces; they are logged with
 * DEBUG.
 */
final class TimerFailures implements ExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(TimerFailures.class);

  private final Consumer<String> tell;

  TimerFailures(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Lets all timers that a context will have tell so, unless they name a handler of their own. */
  static void watch(CamelContext context) {
    TimerFailures failures = new TimerFailures(LOG::warn);
    context
        .getCamelContextExtension()
        .registerEndpointCallback((uri, endpoint) -> failures.attached(endpoint));
  }

  private Endpoint attached(Endpoint endpoint) {
    if (endpoint instanceof TimerEndpoint timer && timer.getExceptionHandler() == null) {
      timer.setExceptionHandler(this);
    }
    return endpoint;
  }

  @Override
  public void handleException(Throwable failure) {
    handleException("A timer", failure);
  }

  @Override
  public void handleException(String what, Throwable failure) {
    tell.accept(what + ": " + failure + "; it runs again at its next time");
    LOG.debug("{}", what, failure);
  }

  @Override
  public void handleException(String what, Exchange exchange, Throwable failure) {
    handleException(exchange == null ? what : exchange.getFromRouteId(), failure);
  }
}
