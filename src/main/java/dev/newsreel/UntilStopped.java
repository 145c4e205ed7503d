package dev.newsreel;

import java.util.concurrent.CountDownLatch;

/** Something that runs until the process is asked to end. */
final class UntilStopped {

  private UntilStopped() {}

  /** Waits until the process is asked to end, and closes it then. */
  static int keep(AutoCloseable running) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              try {
                running.close();
              } catch (Exception e) {
                System.err.println("Newsreel did not stop cleanly: " + e);
              }
              stopped.countDown();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    stopped.await();
    return 0;
  }
}
