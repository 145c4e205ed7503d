package dev.newsreel.wire;

import java.util.Locale;

/** How an answer's body is encoded for the way. */
enum Coding {
  PLAIN,
  GZIP,
  DEFLATE,
  UNKNOWN;

  /** Returns whether the body must be unpacked, so that its announced length says nothing. */
  boolean packed() {
    return this == GZIP || this == DEFLATE;
  }

  static Coding of(String header) {
    if (header == null) {
      return PLAIN;
    }
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> PLAIN;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default -> UNKNOWN;
    };
  }
}
