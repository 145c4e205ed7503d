package dev.newsreel.intake;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A visit to the page that a short entry of a feed links to. What cannot be read is no failure. */
final class EntryVisit extends PageVisit {

  private final Entry entry;
  private final HeldHosts hosts;
  private String text;

  EntryVisit(Entry entry, HostLeases leases) {
    this.entry = entry;
    this.hosts = new HeldHosts(leases);
  }

  Entry entry() {
    return entry;
  }

  /** Returns what the page gave; empty when it gave nothing. */
  Optional<String> text() {
    return Optional.ofNullable(text);
  }

  @Override
  void hold(URI address, Duration longest) {
    if (!hosts.take(HeldHosts.name(address))) {
      throw new HostBusy(address.getHost());
    }
  }

  @Override
  void read(int status, String contentType, byte[] body) {
    if (status == 200 && !hasLedHome()) {
      text = FullText.of(body, contentType, trail().address()).orElse(null);
    }
  }

  /** Gives the hosts back. A repeat is harmless. */
  void release() {
    hosts.release();
  }
}
