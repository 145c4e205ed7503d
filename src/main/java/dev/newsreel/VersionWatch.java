package dev.newsreel;

import dev.newsreel.redis.DataVersion;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.UnfitData;
import dev.newsreel.watch.DaemonTimer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time whether what is stored is still of a version that this node knows. When
 * somebody has raised it too early, the node ends and leaves its work to newer ones.
 */
final class VersionWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VersionWatch.class);

  private static final Duration LOOK = Duration.ofSeconds(10);

  private final DataVersion version;
  private final CompletableFuture<Integer> end;
  private final ScheduledExecutorService executor = DaemonTimer.named("version-watch");

  /** Begins to look; {@code end} gets the node's exit code when it must end. */
  VersionWatch(DataVersion version, Duration period, CompletableFuture<Integer> end) {
    this.version = version;
    this.end = end;
    long ms = period.toMillis();
    var unused = executor.scheduleWithFixedDelay(this::look, ms, ms, TimeUnit.MILLISECONDS);
  }

  /**
   * Notes the version in a Redis that has none, and goes on looking.
   *
   * @throws UnfitData with a sentence, when this release must not run with what is stored
   */
  static VersionWatch start(Redis redis, CompletableFuture<Integer> end) {
    DataVersion version = new DataVersion(redis);
    Banner.data(version.open(), version);
    return new VersionWatch(version, LOOK, end);
  }

  private void look() {
    try {
      var unused = version.look();
    } catch (UnfitData e) {
      if (end.complete(1)) {
        LOG.error("Newsreel ends: {}", e.getMessage());
      }
    } catch (RedisException e) {
      LOG.debug("The version of the data is not known now", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
