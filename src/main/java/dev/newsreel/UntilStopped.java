package dev.newsreel;

import java.util.concurrent.CompletableFuture;

/** Something that runs until the process is asked to end. */
final class UntilStopped {

  private UntilStopped() {}

  /** Waits until the process is asked to end, and closes it then. */
  static int keep(AutoCloseable running) {
    return keep(running, new CompletableFuture<>());
  }

  /**
   * Waits until the process is asked to end, or {@code end} is complete, and closes it then.
   *
   * @return 0, or what {@code end} says
   */
  static int keep(AutoCloseable running, CompletableFuture<Integer> end) {
    Thread hook =
        new Thread(
            () -> {
              try {
                running.close();
              } catch (Exception e) {
                System.err.println("Newsreel did not stop cleanly: " + e);
              }
              end.complete(0);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return end.join();
  }
}
