package dev.newsreel.sandbox;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Random;

/**
 * What all simulated providers share. Everything in it is confined to the one event loop, which is
 * why nothing in this package locks.
 *
 * @param url where the sandbox is found, without a slash at the end
 * @param chance the source of render times
 */
record Workshop(
    Vertx vertx,
    SandboxOptions options,
    String url,
    Faults faults,
    Bill bill,
    Journal journal,
    Random chance) {

  long now() {
    return System.currentTimeMillis();
  }

  /** Returns the time scaled by the time scale, in milliseconds. */
  long scaled(Duration time) {
    return Math.round(time.toMillis() * options.timeScale());
  }

  /** Returns a scaled time that differs from the mean by up to a third, in milliseconds. */
  long about(Duration mean) {
    return Math.round(scaled(mean) * (2.0 / 3 + chance.nextDouble() * 2 / 3));
  }

  /** Runs the work on the event loop after so many milliseconds; zero and less means next. */
  void after(long millis, Runnable work) {
    if (millis <= 0) {
      vertx.runOnContext(now -> work.run());
    } else {
      vertx.setTimer(millis, timer -> work.run());
    }
  }
}
