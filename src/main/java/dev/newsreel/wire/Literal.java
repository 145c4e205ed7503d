package dev.newsreel.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * IP addresses written in an address, in the one canonical form of IPv4 or in any form of IPv6
 * without zone.
 */
final class Literal {

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern NUMBER_AT_END =
      Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9A-Fa-f]*)\\.?");

  private Literal() {}

  /**
   * The address that a host is written as, without asking any name server.
   *
   * @param host an IPv6 address may be in brackets
   * @return null when the host is a name
   * @throws IllegalArgumentException for octal, hexadecimal, short and single-number IPv4, and
   *     broken addresses: some programs read them in another way than others
   */
  static InetAddress parse(String host) {
    var bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (bare.indexOf(':') >= 0 || bare.indexOf('%') >= 0) {
      return ipv6(bare);
    }
    if (IPV4.matcher(bare).matches()) {
      return ipv4(bare);
    }
    if (NUMBER_AT_END.matcher(bare).matches()) {
      throw new IllegalArgumentException("The number form of an address is not allowed.");
    }
    return null;
  }

  private static InetAddress ipv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      throw new IllegalArgumentException("That is no IPv6 address.");
    }
    if (text.indexOf('.') >= 0) {
      requireCanonical(text.substring(text.lastIndexOf(':') + 1));
    }
    return address(text);
  }

  private static InetAddress ipv4(String text) {
    requireCanonical(text);
    return address(text);
  }

  /** Also of the IPv4 part of an IPv6 address: one program reads 0177 as 177, another as 127. */
  private static void requireCanonical(String text) {
    boolean canonical = IPV4.matcher(text).matches();
    for (var part : text.split("\\.", -1)) {
      canonical = canonical && Integer.parseInt(part) <= 255 && !part.matches("0\\d+");
    }
    if (!canonical) {
      throw new IllegalArgumentException("The number form of an address is not allowed.");
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("That is no IP address.", e);
    }
  }
}
