package dev.newsreel.door;

import dev.newsreel.job.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether a webhook comes from HeyGen: {@code Heygen-Signature} is the hexadecimal
 * HMAC-SHA256 of the raw body, keyed with the whole secret (developers.heygen.com/docs/webhooks,
 * read 2026-11-22).
 */
final class SignatureCheck {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final WebhookSecret secret;
  private final Clock clock;

  SignatureCheck(WebhookSecret secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** Returns whether body, signature and time fit; a missing one never does. */
  boolean genuine(byte[] body, String signature, String timestamp) {
    if (signature == null || !signature.matches("[0-9a-fA-F]{64}") || !fresh(timestamp)) {
      return false;
    }
    if (signed(body, signature)) {
      return true;
    }
    // The secret may have been rotated by another node a moment ago.
    secret.refresh();
    return signed(body, signature);
  }

  private boolean fresh(String timestamp) {
    if (timestamp == null || !timestamp.matches("\\d{1,12}")) {
      return false;
    }
    long away = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
    return away <= TOLERANCE.toSeconds();
  }

  private boolean signed(byte[] body, String signature) {
    byte[] given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    boolean fits = false;
    for (String key : secret.all()) {
      String expected = HexFormat.of().formatHex(mac(key, body));
      fits |= MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), given);
    }
    return fits;
  }

  private static byte[] mac(String key, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
