package dev.newsreel.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 in lower-case hex: HeyGen's webhook signature, and what makes a film's link expire.
 */
final class Signer {
  private final String secret;

  Signer(String secret) {
    this.secret = secret;
  }

  /**
   * Returns the path and query of a link to the file that can be followed until then (milliseconds
   * since 1970).
   */
  String link(String name, long until) {
    String expires = Long.toString(until / 1000);
    return "/files/" + name + "?expires=" + expires + "&sig=" + seal(name, expires);
  }

  /** Returns whether the link is ours and still alive. */
  boolean alive(String name, String expires, String sig, long now) {
    if (expires == null || !seal(name, expires).equals(sig)) {
      return false;
    }
    return Long.parseLong(expires) >= now / 1000;
  }

  /** Returns the signature of the raw bytes, keyed with the whole secret string. */
  static String sign(String secret, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks HMAC-SHA256", e);
    }
  }

  private String seal(String name, String expires) {
    return sign(secret, (name + expires).getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }
}
