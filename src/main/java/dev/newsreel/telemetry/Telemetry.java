package dev.newsreel.telemetry;

import dev.newsreel.job.Event;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import java.util.List;
import java.util.function.Function;

/** What this node tells other systems of its jobs: traces and errors, each only if it is wanted. */
public final class Telemetry implements AutoCloseable {

  // Null where they are not wanted; then nothing of theirs is loaded.
  private final Traces traces;
  private final ErrorReports errors;
  private final ErrorAppender log;

  /**
   * Makes what the settings want.
   *
   * @param history returns a job's history, oldest first
   * @param node names this node
   */
  public Telemetry(Settings settings, Function<String, List<Event>> history, String node) {
    this.traces = settings.has("otlp.endpoint") ? new Traces(settings, history, node) : null;
    this.errors = settings.has("sentry.dsn") ? new ErrorReports(settings, node, version()) : null;
    this.log = errors == null ? null : ErrorAppender.open(errors::logged);
  }

  private static String version() {
    String version = Telemetry.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Tells what is to be told of a saved edge; never fails and never waits. */
  public void saved(VideoJob before, VideoJob after) {
    if (traces != null) {
      traces.saved(before, after);
    }
    if (errors != null) {
      errors.saved(before, after);
    }
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
      errors.close();
    }
    if (traces != null) {
      traces.close();
    }
  }
}
