package dev.newsreel.queue;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.watch.Loop;
import dev.newsreel.watch.Loops;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is due from the due sets into the queues. Every node runs one; the script makes sure
 * that each member is moved once.
 */
final class DueTimer {

  private static final Logger LOG = LoggerFactory.getLogger(DueTimer.class);
  private static final RedisScript DUE =
      RedisScript.of(DueTimer.class, "due.lua").with(RedisScript.LINE);
  private static final int AT_ONCE = 500;

  private final Redis redis;
  private final ExecutorServiceManager executors;
  private final Loops loops;
  private ScheduledExecutorService executor;
  private Loop loop;

  DueTimer(Redis redis, ExecutorServiceManager executors, Loops loops) {
    this.redis = redis;
    this.loops = loops;
    this.executors = executors;
  }

  /** Begins to look for what is due, once in so many milliseconds. */
  void start(long period) {
    loop = loops.watch("due-timer", Duration.ofMillis(period));
    executor = executors.newSingleThreadScheduledExecutor(this, "due-timer");
    var unused = executor.scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
  }

  void stop() {
    loops.forget(loop);
    executors.shutdownNow(executor);
  }

  // An exception that left this method would end the timer for the life of the process.
  private void tick() {
    try {
      redis.all().forEach(this::moveDue);
    } catch (RedisUnavailable e) {
      LOG.debug("Due messages wait until Redis answers again", e);
    } catch (RuntimeException e) {
      LOG.warn("Due messages could not be moved; trying again", e);
    } finally {
      loop.turned();
    }
  }

  /** Moves what is due in one partition. */
  void moveDue(Partition partition) {
    int moved;
    do {
      List<Object> answer =
          redis.list(
              DUE,
              List.of(partition.due()),
              Long.toString(System.currentTimeMillis()),
              Integer.toString(AT_ONCE),
              partition.queue(""),
              partition.job(""));
      moved = Integer.parseInt((String) answer.get(0));
    } while (moved == AT_ONCE);
  }
}
