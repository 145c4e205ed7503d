package dev.newsreel.intake;

import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.Redirects;
import java.net.URI;
import java.util.Optional;

/** One visit to the page of an entry; belongs to one thread. */
final class PageVisit {
  private final Entry entry;
  private final HeldHosts hosts;
  private Trail trail;
  private String text;

  PageVisit(Entry entry, HostLeases leases) {
    this.entry = entry;
    this.hosts = new HeldHosts(leases);
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
    if (!hosts.take(HeldHosts.name(address))) {
      throw new HostBusy(address.getHost());
    }
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
    hosts.release();
  }
}
