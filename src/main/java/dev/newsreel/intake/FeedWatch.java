package dev.newsreel.intake;

import dev.newsreel.watch.DaemonTimer;
import dev.newsreel.watch.Loop;
import dev.newsreel.watch.Loops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the feeds' file every two seconds, and has it read again when it has changed and then
 * stayed the same for one look: an editor may just be writing it.
 */
public final class FeedWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int LOOKS_TO_COMPLETE = 5;

  private final Path file;
  private final Loop loop;
  private final ScheduledExecutorService executor = DaemonTimer.named("feed-watch");
  private Stamp known;
  private Stamp last;
  private int looks;

  /** Makes a watch for feeds that will be read after this: what the file says now is known. */
  public FeedWatch(Path file, Loops loops) {
    this.file = file;
    this.loop = loops.watch("feed-watch", LOOK);
    this.known = stamp(null);
    this.last = known;
  }

  /** What tells one content of the file from another; {@code hash} is 0 when there is no file. */
  private record Stamp(long modified, long size, int hash) {

    boolean sameContent(Stamp other) {
      return size == other.size && hash == other.hash;
    }
  }

  /** Begins to look; these feeds are told. */
  public void start(Feeds feeds) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> tick(feeds), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  // An exception that left this method would end the watch for the life of the process.
  private void tick(Feeds feeds) {
    try {
      look(feeds);
      looks = (looks + 1) % LOOKS_TO_COMPLETE;
      if (looks == 0) {
        feeds.complete();
      }
    } catch (RedisException e) {
      LOG.debug("Feeds are planned when Redis answers again", e);
    } catch (RuntimeException e) {
      LOG.warn("The feeds' file cannot be watched; trying again", e);
    } finally {
      loop.turned();
    }
  }

  /** Looks once. */
  void look(Feeds feeds) {
    Stamp seen = stamp(last);
    boolean settled = seen.sameContent(last);
    last = seen;
    if (settled && !seen.sameContent(known)) {
      feeds.reload();
      known = seen;
    }
  }

  private Stamp stamp(Stamp before) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      long modified = now.lastModifiedTime().toMillis();
      boolean same =
          before != null
              && before.modified == modified
              && before.size == now.size()
              && isOld(modified);
      return new Stamp(
          modified, now.size(), same ? before.hash : Arrays.hashCode(Files.readAllBytes(file)));
    } catch (java.nio.file.NoSuchFileException e) {
      return new Stamp(0, 0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Clocks of file systems are coarse: two writes within their tick look like one.
  private static boolean isOld(long modified) {
    return System.currentTimeMillis() - modified > 5 * LOOK.toMillis();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
