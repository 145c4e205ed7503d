package dev.newsreel.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves when it is told to, and can let something happen when it is next asked. */
public final class TestClock extends Clock {

  /** Where every such clock begins. */
  public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>();
  private final AtomicReference<Runnable> next = new AtomicReference<>();

  /** Begins at {@link #START}. */
  public TestClock() {
    this(START);
  }

  /** Begins at another time. */
  public TestClock(Instant start) {
    now.set(start);
  }

  /** Moves on. */
  public void advance(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  /** Lets something happen in the middle of whatever asks next for the time, once. */
  public void whenNextAsked(Runnable happening) {
    next.set(happening);
  }

  @Override
  public Instant instant() {
    Runnable happening = next.getAndSet(null);
    if (happening != null) {
      happening.run();
    }
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("This clock only knows UTC");
  }
}
