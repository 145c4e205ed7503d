package dev.newsreel;

import dev.newsreel.door.Doors;
import dev.newsreel.door.Entrance;
import dev.newsreel.door.PublicServer;
import dev.newsreel.door.Recorder;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.trail.Pruning;
import dev.newsreel.trail.Refusals;
import dev.newsreel.trail.SetupWatch;
import dev.newsreel.trail.Trail;
import dev.newsreel.watch.DaemonTimer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit trail of a running node, and what is done for it from time to time. */
final class Recording implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration PRUNE = Duration.ofHours(1);

  private final Trail trail;
  private final Refusals refusals;
  private final SetupWatch setup;
  private final Pruning pruning;
  private final ScheduledExecutorService executor = DaemonTimer.named("trail-watch");

  private Recording(Redis redis, Settings settings, String node) {
    Clock clock = Clock.systemUTC();
    this.trail = new Trail(redis, clock, node);
    this.refusals = new Refusals(trail, clock);
    this.setup = new SetupWatch(redis, trail, settings, Path.of(""));
    this.pruning = new Pruning(redis, trail, clock, settings.duration("audit.keep"));
  }

  /**
   * Opens the trail, writes down what has changed since the last start, and goes on looking.
   *
   * @param settings as they were given
   * @throws dev.newsreel.redis.RedisUnavailable when that cannot be written down
   */
  static Recording start(Redis redis, Settings settings, String node) {
    Recording recording = new Recording(redis, settings, node);
    try {
      recording.setup.look();
    } catch (RedisException e) {
      recording.close();
      throw e;
    }
    recording.goOn();
    return recording;
  }

  private void goOn() {
    every(LOOK, setup::look);
    every(LOOK, refusals::look);
    every(PRUNE, pruning::prune);
    executor.execute(quietly(pruning::prune));
  }

  private void every(Duration period, Runnable work) {
    long ms = period.toMillis();
    var unused = executor.scheduleWithFixedDelay(quietly(work), ms, ms, TimeUnit.MILLISECONDS);
  }

  private static Runnable quietly(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RedisException | UncheckedIOException e) {
        LOG.debug("The audit trail is looked after later", e);
      }
    };
  }

  /** Returns the server whose calls are recorded, before any route hears of them. */
  PublicServer server(Supplier<CamelContext> context, Redis redis, Settings settings) {
    boolean loopback = Addresses.isLoopback(settings);
    Recorder recorder = new Recorder(context, trail, refusals);
    Entrance entrance = Doors.entrance(redis, settings, loopback, recorder);
    return new PublicServer(Beans.vertxOptions(), settings, entrance);
  }

  /** Returns what tells the trail of changed files. */
  SetupWatch setup() {
    return setup;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    refusals.flush();
    trail.close();
  }
}
