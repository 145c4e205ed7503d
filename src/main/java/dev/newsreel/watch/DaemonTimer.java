package dev.newsreel.watch;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Timers of what goes on beside the work, and holds up no end of the process. */
public final class DaemonTimer {

  private DaemonTimer() {}

  /** Returns a timer with one thread of this name; whoever took it shuts it down. */
  public static ScheduledExecutorService named(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
