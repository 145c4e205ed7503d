package dev.newsreel.intake;

import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.Redirects;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One visit to the page of an entry; belongs to one thread. */
final class PageVisit {
  private final Entry entry;
  private final HostLeases leases;
  private final String token = UUID.randomUUID().toString();
  private final Set<String> hosts = new HashSet<>();
  private Trail trail;
  private String text;

  PageVisit(Entry entry, HostLeases leases) {
    this.entry = entry;
    this.leases = leases;
  }

  Entry entry() {
    return entry;
  }

  Trail trail() {
    return trail;
  }

  /** Returns what the page gave; empty when it gave nothing. */
  Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /**
   * Sets out.
   *
   * @throws HostBusy when the host is being asked for something else
   */
  void begin(Trail way) {
    trail = way;
    hold(way.address());
  }

  /**
   * Goes on to where a redirect points; see {@link Trail#follow}.
   *
   * @throws HostBusy when that host is being asked for something else
   */
  void follow(int status, String location, Redirects redirects) throws AddressRefused {
    hold(trail.follow(status, location, redirects));
  }

  private void hold(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (!hosts.contains(host) && !leases.take(host, token)) {
      throw new HostBusy(address.getHost());
    }
    hosts.add(host);
  }

  /** Returns whether redirects have led from an article to a front page: it is gone. */
  boolean hasLedHome() {
    return Links.isHome(Links.key(trail.address()))
        && !Links.isHome(Links.key(entry.article().url()));
  }

  void read(Optional<String> found) {
    text = found.orElse(null);
  }

  /** Gives the hosts back. A repeat is harmless. */
  void release() {
    hosts.forEach(host -> leases.release(host, token));
    hosts.clear();
  }
}
