package dev.newsreel.intake;

import dev.newsreel.job.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** A host is being asked for something else; a poll comes again, a caller may. */
final class HostBusy extends BadInput {
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final long serialVersionUID = 1L;

  private final String host;

  HostBusy(String host) {
    super("Something else of the same host is being fetched; try again soon", null);
    this.host = host;
  }

  String host() {
    return host;
  }

  @Override
  public String code() {
    return "feed_host_busy";
  }

  /** Returns when it is worth asking again: in about a second, at a moment of one's own. */
  static Instant over(Instant now) {
    double share = ThreadLocalRandom.current().nextDouble(0.5, 1.5);
    return now.plusMillis((long) (BUSY.toMillis() * share));
  }
}
