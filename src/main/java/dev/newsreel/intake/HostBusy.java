package dev.newsreel.intake;

import dev.newsreel.job.BadInput;

/** A redirect has led to a host that is being asked for another feed; the poll comes again. */
final class HostBusy extends BadInput {
  private static final long serialVersionUID = 1L;

  private final String host;

  HostBusy(String host) {
    super("Another feed of the same host is being fetched", null);
    this.host = host;
  }

  String host() {
    return host;
  }

  @Override
  public String code() {
    return "feed_host_busy";
  }
}
