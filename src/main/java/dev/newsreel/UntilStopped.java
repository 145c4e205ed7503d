package dev.newsreel;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Something that runs until the process is asked to end. */
final class UntilStopped {

  private static final long LONGEST_START_SECONDS = 20;

  private UntilStopped() {}

  /**
   * Starts something and waits until the process is asked to end, or it ends by itself. It is
   * closed then; in the middle of its start it is closed when it has started, so that nothing of it
   * is left behind.
   *
   * @param end says of what has started when it ends by itself, and with which code
   * @return 0, or what {@code end} says
   * @throws Exception when it cannot start
   */
  static <T extends AutoCloseable> int keep(
      Callable<T> start, Function<T, CompletableFuture<Integer>> end) throws Exception {
    CompletableFuture<T> running = new CompletableFuture<>();
    CompletableFuture<Integer> stopped = new CompletableFuture<>();
    Thread hook =
        new Thread(
            () -> {
              close(running);
              stopped.complete(0);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      T started = start.call();
      running.complete(started);
      return end.apply(started).applyToEither(stopped, code -> code).join();
    } catch (Exception e) {
      running.completeExceptionally(e);
      throw e;
    }
  }

  private static void close(CompletableFuture<? extends AutoCloseable> running) {
    try {
      running.get(LONGEST_START_SECONDS, TimeUnit.SECONDS).close();
    } catch (ExecutionException e) {
      // It could not start: that is told elsewhere, and nothing of it is left.
    } catch (Exception e) {
      System.err.println("Newsreel did not stop cleanly: " + e);
    }
  }
}
