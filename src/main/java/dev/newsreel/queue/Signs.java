package dev.newsreel.queue;

import dev.newsreel.watch.Loop;
import dev.newsreel.watch.Loops;
import java.time.Duration;

/** One consumer's signs of life: it looks at its queue, and its workers come to an end. */
final class Signs {

  private static final Duration LOOK = Duration.ofSeconds(1);
  // A large file at a slow server takes long; half an hour without one that ends is a fault.
  private static final Duration WORK = Duration.ofMinutes(10);

  private final Loops loops;
  private final Loop looks;
  private final Loop works;

  Signs(Loops loops, String queue) {
    this.loops = loops;
    this.looks = loops.watch("queue " + queue, LOOK);
    this.works = loops.watch("workers " + queue, WORK);
  }

  /** Notes that the queue was looked at, or could not be. */
  void looked() {
    looks.turned();
  }

  /** Notes that a worker is free. */
  void free() {
    works.turned();
  }

  /** Says that the consumer stops on purpose. */
  void end() {
    loops.forget(looks);
    loops.forget(works);
  }
}
