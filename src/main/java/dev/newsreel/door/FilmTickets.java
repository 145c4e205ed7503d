package dev.newsreel.door;

import dev.newsreel.job.Digest;
import dev.newsreel.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.api.RBucket;
import org.redisson.client.codec.StringCodec;

/**
 * Addresses at which one kept film can be seen for a while without an API key, because a browser's
 * player sends none. What they name is signed, so nothing has to be stored for each.
 */
final class FilmTickets {

  private static final Duration LIFE = Duration.ofHours(1);
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{1,800})\\.(\\d{10})\\.([A-Za-z0-9_-]{43})\\.mp4");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Redis redis;
  private final Clock clock;
  private volatile String secret;

  FilmTickets(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** A name that can be asked for, and until when. */
  record Ticket(String name, Instant expiresAt) {}

  /** Returns a ticket for a file below the publishing directory. */
  Ticket of(String file) {
    Instant end = clock.instant().plus(LIFE);
    String what =
        ENCODER.encodeToString(file.getBytes(StandardCharsets.UTF_8)) + "." + end.getEpochSecond();
    return new Ticket(what + "." + signature(what) + ".mp4", end);
  }

  /**
   * Returns the file that a ticket is for; empty when it is forged or too old. It asks Redis once
   * in the life of a node.
   */
  Optional<String> file(String name) {
    Matcher parts = FORM.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String what = parts.group(1) + "." + parts.group(2);
    boolean genuine =
        MessageDigest.isEqual(
            signature(what).getBytes(StandardCharsets.US_ASCII),
            parts.group(3).getBytes(StandardCharsets.US_ASCII));
    boolean late = clock.instant().getEpochSecond() > Long.parseLong(parts.group(2));
    return genuine && !late
        ? Optional.of(
            new String(Base64.getUrlDecoder().decode(parts.group(1)), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private String signature(String what) {
    return ENCODER.encodeToString(Digest.hmac(secret(), what.getBytes(StandardCharsets.US_ASCII)));
  }

  // The same for all nodes: a ticket of one is shown to another.
  private String secret() {
    if (secret == null) {
      byte[] fresh = new byte[32];
      new SecureRandom().nextBytes(fresh);
      RBucket<String> shared =
          redis.client().getBucket(redis.partition(0).key("films:secret"), StringCodec.INSTANCE);
      shared.setIfAbsent(ENCODER.encodeToString(fresh));
      secret = shared.get();
    }
    return secret;
  }
}
