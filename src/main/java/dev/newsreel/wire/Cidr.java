package dev.newsreel.wire;

import java.net.InetAddress;

/**
 * A range of addresses, judged on the bytes of an address; the JDK's own helpers miss a dozen
 * reserved ranges.
 */
final class Cidr {

  private final byte[] network;
  private final int bits;

  private Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * A range written as {@code 127.0.0.0/8} or {@code ::1/128}.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Cidr parse(String text) {
    var slash = text.indexOf('/');
    var digits = text.substring(slash + 1);
    var address = slash < 0 ? null : Literal.parse(text.substring(0, slash));
    if (address == null || !digits.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("no address range");
    }
    var bits = Integer.parseInt(digits);
    if (bits > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("too many bits");
    }
    return new Cidr(address.getAddress(), bits);
  }

  /** The range of exactly one address. */
  static Cidr only(InetAddress address) {
    return new Cidr(address.getAddress(), address.getAddress().length * Byte.SIZE);
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> (bit % Byte.SIZE);
      if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
