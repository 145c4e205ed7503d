package dev.newsreel.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that was looked at lately, for those who ask often and must not wait long: however many
 * ask, one looks.
 *
 * @param <T> what is seen
 */
public final class Lately<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Lately.class);

  private final Supplier<T> look;
  private final Terms terms;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Seen<T> seen;

  private record Seen<T>(T what, long at) {}

  /**
   * How old a look may be.
   *
   * @param fresh until then nobody looks again
   * @param outdated from then on it is not believed any more
   * @param patience the longest time that one who asks waits for a new look
   */
  public record Terms(Duration fresh, Duration outdated, Duration patience) {

    /** Returns terms for figures: a few seconds old, and a moment's wait. */
    public static Terms ofFigures() {
      return new Terms(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMillis(500));
    }
  }

  /**
   * Makes one that has seen nothing yet.
   *
   * @param look may take its time and may fail
   */
  public Lately(Supplier<T> look, Terms terms) {
    this.look = look;
    this.terms = terms;
  }

  /** Returns what was seen lately; empty when looks have failed or hung for a while. */
  public Optional<T> get() {
    if (isOlderThan(terms.fresh()) && looking.compareAndSet(false, true)) {
      try {
        CompletableFuture.runAsync(this::look)
            .get(terms.patience().toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        LOG.debug("What is asked for is not known now", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Seen<T> now = seen;
    return now == null || isOlderThan(terms.outdated()) ? Optional.empty() : Optional.of(now.what);
  }

  private void look() {
    try {
      seen = new Seen<>(look.get(), System.nanoTime());
    } finally {
      looking.set(false);
    }
  }

  private boolean isOlderThan(Duration age) {
    Seen<T> now = seen;
    return now == null || System.nanoTime() - now.at > age.toNanos();
  }
}
