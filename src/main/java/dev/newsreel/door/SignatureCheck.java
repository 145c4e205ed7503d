package dev.newsreel.door;

import dev.newsreel.door.WebhookCounts.Result;
import dev.newsreel.job.Digest;
import dev.newsreel.job.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whether a webhook comes from HeyGen: {@code Heygen-Signature} is the hexadecimal
 * HMAC-SHA256 of the raw body, keyed with the whole secret (developers.heygen.com/docs/webhooks,
 * read 2026-11-22).
 */
final class SignatureCheck {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final WebhookSecret secret;
  private final Clock clock;
  private final AtomicLong looked = new AtomicLong(System.nanoTime() - PAUSE);

  SignatureCheck(WebhookSecret secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** Returns how body, signature and time fit together; null when they do. */
  Result fault(byte[] body, String signature, String timestamp) {
    if (body == null || signature == null || timestamp == null) {
      return Result.UNSIGNED;
    }
    if (!signature.matches("[0-9a-fA-F]{64}")) {
      return Result.FORGED;
    }
    if (!fresh(timestamp)) {
      return Result.STALE;
    }
    if (signed(body, signature) || (lookedAnew() && signed(body, signature))) {
      return null;
    }
    return secret.all().isEmpty() ? Result.NO_SECRET : Result.FORGED;
  }

  // The secret may have been changed by another node a moment ago. Forged webhooks must not cost a
  // look into Redis each.
  private boolean lookedAnew() {
    long now = System.nanoTime();
    long last = looked.get();
    boolean due = now - last > PAUSE && looked.compareAndSet(last, now);
    if (due) {
      secret.refresh();
    }
    return due;
  }

  private boolean fresh(String timestamp) {
    if (!timestamp.matches("\\d{1,12}")) {
      return false;
    }
    long away = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
    return away <= TOLERANCE.toSeconds();
  }

  private boolean signed(byte[] body, String signature) {
    byte[] given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    boolean fits = false;
    for (String key : secret.all()) {
      String expected = HexFormat.of().formatHex(Digest.hmac(key, body));
      fits |= MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), given);
    }
    return fits;
  }
}
