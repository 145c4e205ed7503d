package dev.newsreel.captions;

import dev.newsreel.job.Digest;
import dev.newsreel.job.JobIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret part of one address: {@code <job id>.<order>.<128 random bits>}. Only its hash is
 * stored.
 *
 * @param jobId whose address it is
 * @param order number of the caption order it was made for
 * @param text the whole token
 */
public record Token(String jobId, int order, String text) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Returns a new token. */
  static Token next(String jobId, int order) {
    byte[] secret = new byte[16];
    RANDOM.nextBytes(secret);
    String random = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new Token(jobId, order, jobId + "." + order + "." + random);
  }

  /** Reads a token; empty when it is none, which says nothing about whether it is valid. */
  public static Optional<Token> parse(String text) {
    String[] parts = text == null ? new String[0] : text.split("\\.", -1);
    if (parts.length != 3 || !JobIds.isId(parts[0]) || !parts[1].matches("\\d{1,6}")) {
      return Optional.empty();
    }
    return Optional.of(new Token(parts[0], Integer.parseInt(parts[1]), text));
  }

  /** Returns the SHA-256 of the token, hexadecimal. */
  String hash() {
    return Digest.of(text);
  }

  /** Returns whether this token has the stored hash; takes the same time for any answer. */
  boolean matches(String storedHash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), storedHash.getBytes(StandardCharsets.US_ASCII));
  }
}
