package dev.newsreel.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long a command waits. */
final class Patience {

  private final long began = System.nanoTime();
  private final Duration most;

  /** Begins now. */
  Patience(Duration most) {
    this.most = most;
  }

  /** Returns how long it has lasted. */
  Duration spent() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  boolean isOver() {
    return most != null && spent().compareTo(most) >= 0;
  }

  /** Waits a while, but not beyond the end. */
  void pause(Duration time) {
    Duration left = most == null ? time : most.minus(spent());
    Duration pause = left.compareTo(time) < 0 ? left : time;
    LockSupport.parkNanos(Math.max(1, pause.toNanos()));
  }
}
