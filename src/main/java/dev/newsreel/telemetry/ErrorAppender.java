package dev.newsreel.telemetry;

import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Hears every error of the log, and what is marked as an alert, while it is open. */
final class ErrorAppender extends AbstractAppender implements AutoCloseable {

  private static final String ALERT = "ALERT";

  private final transient Consumer<LogEvent> hears;

  private ErrorAppender(Consumer<LogEvent> hears) {
    super("errors", null, null, true, Property.EMPTY_ARRAY);
    this.hears = hears;
  }

  /** Returns one that hears from now on. */
  static ErrorAppender open(Consumer<LogEvent> hears) {
    ErrorAppender appender = new ErrorAppender(hears);
    appender.start();
    LoggerContext context = context();
    context.getConfiguration().getRootLogger().addAppender(appender, Level.WARN, null);
    context.updateLoggers();
    return appender;
  }

  private static LoggerContext context() {
    return (LoggerContext) LogManager.getContext(false);
  }

  @Override
  public void append(LogEvent event) {
    boolean alert = event.getMarker() != null && event.getMarker().getName().equals(ALERT);
    boolean own = String.valueOf(event.getLoggerName()).startsWith("io.sentry");
    if (!own && (alert || event.getLevel().isMoreSpecificThan(Level.ERROR))) {
      hears.accept(event);
    }
  }

  @Override
  public void close() {
    LoggerContext context = context();
    context.getConfiguration().getRootLogger().removeAppender(getName());
    context.updateLoggers();
    stop();
  }
}
