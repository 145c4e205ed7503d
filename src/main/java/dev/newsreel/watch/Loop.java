package dev.newsreel.watch;

import java.time.Duration;

/**
 * Something that has to turn again and again on this node: whoever turns says so, and when nobody
 * has said so for too long, it stands still. All of it is in memory, so that Redis cannot blind it.
 */
public final class Loop {

  private final String name;
  private final Duration longest;
  private volatile long turnedAt = System.nanoTime();

  Loop(String name, Duration longest) {
    this.name = name;
    this.longest = longest;
  }

  /** Notes a turn, whatever came of it. */
  public void turned() {
    turnedAt = System.nanoTime();
  }

  /** Returns its name, unique on a node. */
  public String name() {
    return name;
  }

  /** Returns how long ago it turned last. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - turnedAt);
  }

  /** Returns whether it has not turned for longer than it may. */
  boolean isOverdue() {
    return age().compareTo(longest) > 0;
  }
}
