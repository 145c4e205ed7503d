package dev.newsreel.telemetry;

import dev.newsreel.job.Failure;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Secrets;
import dev.newsreel.settings.Settings;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.util.List;
import java.util.Objects;
import org.apache.logging.log4j.core.LogEvent;

/**
 * Tells Sentry of each job that failed or is held, of each error in the log, and of each provider
 * that was shut. Events are grouped by provider, its code and the step. They hold no secrets, no
 * text of articles and no person; more than sixty a minute are dropped. No job waits for Sentry.
 */
public final class ErrorReports implements AutoCloseable {

  private static final int A_MINUTE = 60;
  private static final int SHUTDOWN_MS = 2000;
  private static final int LONGEST_MS = 5000;

  private final Secrets secrets;
  private final MinuteLimit limit = new MinuteLimit(A_MINUTE, System::nanoTime);

  /**
   * Makes what reports to {@code sentry.dsn}.
   *
   * @param node names this node
   * @param version of Newsreel
   * @throws BadSetting when the DSN cannot be used
   */
  public ErrorReports(Settings settings, String node, String version) {
    this.secrets = Secrets.of(settings);
    SentryOptions options = new SentryOptions();
    options.setDsn(settings.text("sentry.dsn"));
    options.setEnvironment(settings.text("sentry.environment"));
    options.setRelease("newsreel@" + version);
    options.setServerName(node);
    quiet(options);
    options.setBeforeSend((event, hint) -> limit.passes() ? scrubbed(event) : null);
    try {
      Sentry.init(options);
    } catch (IllegalArgumentException e) {
      throw new BadSetting("sentry.dsn (SENTRY_DSN) is not a DSN as Sentry shows it");
    }
  }

  // Nothing but the events that are made here, and nothing of this machine or of callers.
  private static void quiet(SentryOptions options) {
    options.setMaxBreadcrumbs(0);
    options.setEnableExternalConfiguration(false);
    options.setEnableUncaughtExceptionHandler(false);
    options.setEnableAutoSessionTracking(false);
    options.setSendClientReports(false);
    options.setSendModules(false);
    options.setAttachServerName(false);
    options.setAttachStacktrace(false);
    options.setShutdownTimeoutMillis(SHUTDOWN_MS);
    options.setConnectionTimeoutMillis(LONGEST_MS);
    options.setReadTimeoutMillis(LONGEST_MS);
  }

  private SentryEvent scrubbed(SentryEvent event) {
    Message message = event.getMessage();
    if (message != null) {
      message.setFormatted(secrets.hide(message.getFormatted()));
      message.setMessage(secrets.hide(message.getMessage()));
    }
    List<SentryException> failures = event.getExceptions();
    if (failures != null) {
      failures.forEach(failure -> failure.setValue(secrets.hide(failure.getValue())));
    }
    return event;
  }

  /** Reports a job that has failed or is held with this edge, unless a person holds it. */
  public void saved(VideoJob before, VideoJob after) {
    Failure failure = after.failure();
    boolean stops = after.status() == Status.FAILED || after.status() == Status.HELD;
    boolean news = before == null || before.status() != after.status();
    if (stops && news && failure != null && !failure.code().equals(Failure.BY_PERSON)) {
      report(after, failure);
    }
  }

  private void report(VideoJob job, Failure failure) {
    String step = failure.step() == null ? "none" : failure.step().text();
    String code = failure.providerCode() == null ? failure.code() : failure.providerCode();
    String provider = Objects.requireNonNullElse(failure.provider(), "newsreel");
    SentryEvent event = event(failure.code(), failure.code() + ": " + failure.message());
    event.setFingerprints(List.of(provider, code, step));
    event.setTag("job", job.id());
    event.setTag("status", job.status().text());
    event.setTag("stage", step);
    event.setTag("provider", provider);
    event.setTag("code", failure.code());
    if (job.options().feed() != null) {
      event.setTag("feed", job.options().feed());
    }
    Sentry.captureEvent(event);
  }

  private static SentryEvent event(String title, String text) {
    Message message = new Message();
    message.setMessage(title);
    message.setFormatted(text);
    SentryEvent event = new SentryEvent();
    event.setLevel(SentryLevel.ERROR);
    event.setMessage(message);
    return event;
  }

  /** Reports an event of the log, with the marks of the job that its thread worked at. */
  void logged(LogEvent line) {
    String pattern = pattern(line);
    SentryEvent event = event(pattern, line.getMessage().getFormattedMessage());
    event.setLogger(line.getLoggerName());
    Throwable thrown = line.getThrown();
    event.setThrowable(thrown);
    String kind = thrown == null ? "" : thrown.getClass().getName();
    String provider = Objects.toString(line.getContextData().getValue("provider"));
    event.setFingerprints(List.of(line.getLoggerName(), String.valueOf(pattern), kind, provider));
    line.getContextData().forEach((name, value) -> event.setTag(name, String.valueOf(value)));
    Sentry.captureEvent(event);
  }

  // Log4j knows no other way to what all lines of a kind have in common.
  @SuppressWarnings("deprecation")
  private static String pattern(LogEvent line) {
    return line.getMessage().getFormat();
  }

  /** Sends what is left, for a few seconds at the most. */
  @Override
  public void close() {
    // It waits for a server that says nothing longer than it is told to.
    Thread closing = new Thread(Sentry::close, "sentry-close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(2L * SHUTDOWN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
