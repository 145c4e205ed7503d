package dev.newsreel.wire;

import java.util.Locale;

/** How an answer's body is encoded for the way. */
enum Coding {
  PLAIN,
  GZIP,
  UNKNOWN;

  static Coding of(String header) {
    if (header == null) {
      return PLAIN;
    }
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> PLAIN;
      case "gzip", "x-gzip" -> GZIP;
      default -> UNKNOWN;
    };
  }
}
