package dev.newsreel.trail;

/**
 * Where a trail ends.
 *
 * @param n number of the last entry; 0 when there is none
 * @param hash its hash; empty when there is none
 */
public record Head(long n, String hash) {

  /** Where a trail begins. */
  static final Head NONE = new Head(0, "");

  /** Returns the head that somebody has noted, as {@code 17:<hash>}; null when it is none. */
  public static Head parse(String text) {
    return text.matches("[1-9]\\d{0,17}:[0-9a-f]{64}")
        ? new Head(
            Long.parseLong(text.substring(0, text.indexOf(':'))),
            text.substring(text.indexOf(':') + 1))
        : null;
  }

  @Override
  public String toString() {
    return n + ":" + hash;
  }
}
