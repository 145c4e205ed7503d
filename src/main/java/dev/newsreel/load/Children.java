package dev.newsreel.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/** All that a load test has started; none of it is left behind, whenever it is closed. */
final class Children implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /**
   * Starts one more.
   *
   * @throws LoadFailed when all is being ended already, or it cannot be started
   */
  synchronized <T extends AutoCloseable> T start(Callable<T> start) {
    if (closed) {
      throw new LoadFailed("The load test was ended");
    }
    try {
      T started = start.call();
      open.push(started);
      return started;
    } catch (LoadFailed e) {
      throw e;
    } catch (Exception e) {
      throw new LoadFailed("Something cannot be started: " + e.getMessage(), e);
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends everything that runs now, the last one first; more can be started. */
  synchronized void clear() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new LoadFailed("Something that was started does not end: " + e.getMessage(), e);
      }
    }
  }

  /** Ends everything for good. A repeat is harmless. */
  @Override
  public synchronized void close() {
    closed = true;
    clear();
  }
}
