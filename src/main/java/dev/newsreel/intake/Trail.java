package dev.newsreel.intake;

import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.Redirects;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The way of one fetch from redirect to redirect, and the time that is left for it. */
final class Trail {

  /** The exchange property under which it travels. */
  static final String PROPERTY = "feedTrail";

  private static final Set<Integer> PERMANENT = Set.of(301, 308);
  private static final Set<Integer> TEMPORARY = Set.of(302, 303, 307);

  private final List<URI> asked = new ArrayList<>();
  private final long end;
  private boolean settled;
  private URI movedTo;

  Trail(URI start, Duration limit) {
    asked.add(start);
    end = System.nanoTime() + limit.toNanos();
  }

  static boolean isRedirect(int status) {
    return PERMANENT.contains(status) || TEMPORARY.contains(status);
  }

  /** Returns the address that was asked first. */
  URI start() {
    return asked.get(0);
  }

  /** Returns the address that is being asked. */
  URI address() {
    return asked.get(asked.size() - 1);
  }

  /** Returns where an unbroken chain of permanent redirects has led; null without any. */
  URI movedTo() {
    return movedTo;
  }

  /**
   * Goes on to where the present address points.
   *
   * @throws FeedUnavailable when that was asked before
   * @throws AddressRefused when nothing may be read from there, or after too many redirects
   */
  URI follow(int status, String location, Redirects redirects) throws AddressRefused {
    URI next = redirects.next(address(), location, asked.size());
    if (asked.contains(next)) {
      throw new FeedUnavailable("The address redirects in a circle");
    }
    settled |= TEMPORARY.contains(status);
    if (!settled) {
      movedTo = next;
    }
    asked.add(next);
    return next;
  }

  /**
   * Returns the time that is left.
   *
   * @throws FeedUnavailable when there is none
   */
  Duration left() {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new FeedUnavailable("The redirects took too long");
    }
    return Duration.ofNanos(left);
  }
}
