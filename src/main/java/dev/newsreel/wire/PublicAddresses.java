package dev.newsreel.wire;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet.
 *
 * <p>The reserved ranges are those of the <a
 * href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and <a
 * href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a> special-purpose
 * registries (read 2026-11-22). Of IPv6 only 2000::/3 is given out; an IPv4 address inside a
 * mapped, NAT64 or 6to4 address is judged as itself, and the compatible, Teredo and local NAT64
 * forms are refused whole.
 */
final class PublicAddresses {

  private static final List<Cidr> RESERVED_V4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final List<Cidr> RESERVED_V6 = ranges("2001::/23", "2001:db8::/32", "3fff::/20");

  private static final Cidr GIVEN_OUT_V6 = Cidr.parse("2000::/3");
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final int V4_LENGTH = 4;

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  static boolean contains(byte[] address) {
    if (address.length == V4_LENGTH) {
      return RESERVED_V4.stream().noneMatch(range -> range.contains(address));
    }
    if (isMapped(address) || NAT64.contains(address)) {
      return contains(Arrays.copyOfRange(address, 12, 16));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return contains(Arrays.copyOfRange(address, 2, 6));
    }
    return GIVEN_OUT_V6.contains(address)
        && RESERVED_V6.stream().noneMatch(range -> range.contains(address));
  }

  /**
   * The JDK turns a mapped address into IPv4 when it parses it, but not in every other way to make
   * one.
   */
  private static boolean isMapped(byte[] address) {
    for (var i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[10] == -1 && address[11] == -1;
  }

  private static List<Cidr> ranges(String... texts) {
    return Arrays.stream(texts).map(Cidr::parse).toList();
  }
}
