package dev.newsreel.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does things later, a dozen at once, and remembers what of it has failed. */
final class Timetable implements AutoCloseable {

  private final ExecutorService threads = Executors.newFixedThreadPool(12);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  void after(Duration delay, Runnable work) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads)
        .execute(() -> run(work));
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failures.add("The campaign itself has failed: " + e);
    }
  }

  /** Returns what has failed. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
