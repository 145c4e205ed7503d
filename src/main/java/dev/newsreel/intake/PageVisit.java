package dev.newsreel.intake;

import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.Redirects;
import java.net.URI;
import java.time.Duration;

/** One visit to a page, redirects included; belongs to one thread. */
abstract class PageVisit {

  /** The exchange property under which it travels. */
  static final String PROPERTY = "pageVisit";

  private Trail trail;

  final Trail trail() {
    return trail;
  }

  /**
   * Sets out.
   *
   * @param limit how long the whole visit may take
   * @throws HostBusy when the host is being asked for something else
   */
  final void begin(URI address, Duration limit) {
    hold(address, limit);
    trail = new Trail(address, limit);
  }

  /**
   * Goes on to where a redirect points; see {@link Trail#follow}.
   *
   * @throws HostBusy when that host is being asked for something else
   */
  final void follow(int status, String location, Redirects redirects) throws AddressRefused {
    hold(trail.follow(status, location, redirects), trail.left());
  }

  /** Returns whether redirects have led from an article to a front page: it is gone. */
  final boolean hasLedHome() {
    return Links.isHome(Links.key(trail.address())) && !Links.isHome(Links.key(trail.start()));
  }

  /**
   * Gets leave to ask a host.
   *
   * @param longest how long may be waited for it
   * @throws HostBusy when there is none
   */
  abstract void hold(URI address, Duration longest);

  /**
   * Reads the answer that ends the visit.
   *
   * @param contentType the HTTP header; null when there was none
   * @param body unpacked; never null
   */
  abstract void read(int status, String contentType, byte[] body);
}
