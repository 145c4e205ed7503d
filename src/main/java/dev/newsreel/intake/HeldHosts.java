package dev.newsreel.intake;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The hosts that one fetch has leave to ask, redirects included; belongs to one thread. */
final class HeldHosts {

  private static final Duration PAUSE = Duration.ofMillis(25);

  private final HostLeases leases;
  private final String token = UUID.randomUUID().toString();
  private final Set<String> hosts = new TreeSet<>();

  HeldHosts(HostLeases leases) {
    this.leases = leases;
  }

  static String name(URI address) {
    return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
  }

  /** Takes one more host; false when somebody else asks it. A repeat is harmless. */
  boolean take(String host) {
    boolean free = hosts.contains(host) || leases.take(host, token);
    if (free) {
      hosts.add(host);
    }
    return free;
  }

  /**
   * Takes one more host, and waits for it if need be.
   *
   * @throws HostBusy when it did not become free in time
   */
  void await(URI address, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (!take(name(address))) {
      if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
        throw new HostBusy(address.getHost());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Gives all hosts back. A repeat is harmless. */
  void release() {
    hosts.forEach(host -> leases.release(host, token));
    hosts.clear();
  }
}
