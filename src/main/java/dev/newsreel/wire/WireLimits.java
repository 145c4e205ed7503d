package dev.newsreel.wire;

import java.time.Duration;
import java.util.Objects;

/**
 * How long and how much one kind of call may take.
 *
 * @param deadline from the start of the call (waiting for a connection included) to the last byte
 *     of the answer; null for streams, which then end only by {@code idle}
 * @param connect for each of: waiting for a free connection, resolving the name, connecting, TLS
 * @param idle the longest silence while an answer is expected or read; with a deadline the shorter
 *     of both counts
 * @param maxBytes the most bytes of an answer's body, counted after unpacking
 * @param connections the most open connections, to one host and in all
 */
public record WireLimits(
    Duration deadline, Duration connect, Duration idle, long maxBytes, int connections) {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 1000;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException when a duration is not positive, or a number is below 1
   */
  public WireLimits {
    Objects.requireNonNull(connect, "connect");
    Objects.requireNonNull(idle, "idle");
    if (deadline != null) {
      requirePositive("deadline", deadline);
    }
    requirePositive("connect", connect);
    requirePositive("idle", idle);
    if (maxBytes < 1 || connections < 1) {
      throw new IllegalArgumentException("maxBytes and connections must be at least 1.");
    }
  }

  /** Limits for a call with a body that fits into memory; connects within 5 seconds. */
  public static WireLimits within(Duration deadline, long maxBytes) {
    return new WireLimits(deadline, CONNECT, deadline, maxBytes, CONNECTIONS);
  }

  /** Limits for downloads and relays: no deadline, they end after {@code idle} without a byte. */
  public static WireLimits streaming(Duration idle, long maxBytes) {
    return new WireLimits(null, CONNECT, idle, maxBytes, CONNECTIONS);
  }

  /** These limits with another time for connecting. */
  public WireLimits connectWithin(Duration time) {
    return new WireLimits(deadline, time, idle, maxBytes, connections);
  }

  /** These limits with another number of connections, to one host and in all. */
  public WireLimits withConnections(int most) {
    return new WireLimits(deadline, connect, idle, maxBytes, most);
  }

  Duration silence() {
    return deadline == null || idle.compareTo(deadline) < 0 ? idle : deadline;
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive.");
    }
  }
}
