package dev.newsreel.wire;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Addresses that an operator allows although the rules refuse them. */
final class AllowList {

  private static final int ANY_PORT = -1;

  private final List<Entry> entries;

  /**
   * A list of entries.
   *
   * @throws IllegalArgumentException naming the first entry that is not understood
   */
  AllowList(Collection<String> texts) {
    this.entries = texts.stream().map(String::strip).map(AllowList::parse).toList();
  }

  boolean allows(String host, int port) {
    return entries.stream().anyMatch(entry -> entry.fits(port) && host.equals(entry.host));
  }

  boolean allows(InetAddress address, int port) {
    return entries.stream().anyMatch(entry -> entry.fits(port) && entry.holds(address));
  }

  /** Whether a name with this port may turn out to be allowed once it is resolved. */
  boolean mayAllow(int port) {
    return entries.stream().anyMatch(entry -> entry.range != null && entry.fits(port));
  }

  private static Entry parse(String text) {
    try {
      return text.indexOf('/') >= 0
          ? new Entry(null, Cidr.parse(text), ANY_PORT)
          : hostAndPort(text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address range (10.0.0.0/8), host or host:port.", e);
    }
  }

  private static Entry hostAndPort(String text) {
    var colon = text.lastIndexOf(':');
    var withPort = colon >= 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
    var host = withPort ? text.substring(0, colon) : text;
    var port = withPort ? port(text.substring(colon + 1)) : ANY_PORT;
    var address = Literal.parse(host);
    if (address != null) {
      return new Entry(null, Cidr.only(address), port);
    }
    if (!HostName.isWellFormed(host)) {
      throw new IllegalArgumentException("no host name");
    }
    return new Entry(HostName.withoutDot(host), null, port);
  }

  private static int port(String digits) {
    var port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("no port");
    }
    return port;
  }

  /** One entry: a host or a range, with one port or any. */
  private record Entry(String host, Cidr range, int port) {

    boolean fits(int asked) {
      return port == ANY_PORT || port == asked;
    }

    boolean holds(InetAddress address) {
      return range != null && range.contains(address.getAddress());
    }
  }
}
