package dev.newsreel;

import dev.newsreel.job.Catalogue;
import dev.newsreel.job.OfferStore;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.video.HeyGenCatalogue;
import dev.newsreel.watch.Loops;
import dev.newsreel.wire.Wire;
import dev.newsreel.wire.WireLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may speak in videos; known before the routes start. */
final class Casting implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Casting.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long MOST_PAGE = 4_000_000;

  private final Settings settings;
  private final Wire wire;
  private final OfferStore store;
  private final Catalogue catalogue;

  Casting(Settings settings, Redis redis, Loops loops) {
    this.settings = settings;
    Duration timeout = settings.duration("heygen.timeout");
    WireLimits limits = WireLimits.within(timeout, MOST_PAGE).withConnections(4);
    this.wire = new Wire("catalogue", limits.connectWithin(settings.duration("connect.timeout")));
    Clock clock = Clock.systemUTC();
    this.store =
        new OfferStore(
            redis,
            new HeyGenCatalogue(settings, wire.fetch(), clock),
            new OfferStore.Options(
                settings.text("heygen.base-url") + " " + settings.text("heygen.api-key"),
                settings.duration("heygen.catalogue-time"),
                timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE,
                clock));
    this.catalogue =
        new Catalogue(
            store, loops.watch("catalogue-check", settings.duration("heygen.catalogue-check")));
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /**
   * Warns when HeyGen does not know who speaks unless a job says otherwise; waits a few seconds for
   * it at the most. The start goes on: what was ordered before must be finished all the same.
   */
  void check() {
    List<String> faults = new ArrayList<>();
    catalogue
        .refusesAvatar(settings.textOrNull("heygen.avatar-id"))
        .ifPresent(why -> faults.add("heygen.avatar-id (HEYGEN_AVATAR_ID) " + why));
    catalogue
        .refusesVoice(settings.textOrNull("heygen.voice-id"))
        .ifPresent(why -> faults.add("heygen.voice-id (HEYGEN_VOICE_ID) " + why));
    faults.forEach(LOG::warn);
  }

  @Override
  public void close() {
    wire.close();
    store.close();
  }
}
