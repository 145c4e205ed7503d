package dev.newsreel.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Gives each key to two sides at the same moment, by the clock: where one side lags behind the
 * other, nothing races.
 */
public final class Pace {

  private static final long LEAD_NANOS = Duration.ofMillis(50).toNanos();
  private static final int WORKERS = 4;

  private Pace() {}

  /** Runs both sides over all keys, one key for each period, and returns when all is done. */
  public static void race(
      List<String> keys, Duration period, Consumer<String> left, Consumer<String> right)
      throws InterruptedException {
    long epoch = System.nanoTime() + LEAD_NANOS;
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    ExecutorService workers = Executors.newFixedThreadPool(2 * WORKERS);
    CountDownLatch done = new CountDownLatch(2 * keys.size());
    for (Consumer<String> side : List.of(left, right)) {
      AtomicInteger next = new AtomicInteger();
      ScheduledFuture<?> unused =
          clock.scheduleAtFixedRate(
              () -> {
                int i = next.getAndIncrement();
                if (i < keys.size()) {
                  workers.execute(() -> run(side, keys.get(i), done));
                }
              },
              epoch - System.nanoTime(),
              period.toNanos(),
              TimeUnit.NANOSECONDS);
    }
    boolean finished = done.await(1, TimeUnit.MINUTES);
    clock.shutdownNow();
    workers.shutdownNow();
    if (!finished) {
      throw new IllegalStateException("The race did not end");
    }
  }

  private static void run(Consumer<String> side, String key, CountDownLatch done) {
    try {
      side.accept(key);
    } finally {
      done.countDown();
    }
  }
}
