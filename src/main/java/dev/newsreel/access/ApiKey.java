package dev.newsreel.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Set;

/**
 * A key as it is stored: what it allows, and a digest of its secret part. The secret is shown once,
 * when the key is made, and kept nowhere.
 *
 * @param id names the key in lists, logs and the audit trail
 * @param name who it was made for
 * @param scopes what it allows
 * @param digest SHA-256 of the secret part in hexadecimal. The secret has 256 random bits, so a
 *     slow digest would protect it no better
 * @param createdAt when it was made
 * @param revokedAt since when it is refused; null while it is in force
 */
public record ApiKey(
    String id,
    String name,
    Set<Scope> scopes,
    String digest,
    Instant createdAt,
    Instant revokedAt) {

  /** Returns the key as it is from {@code now} on: refused. */
  ApiKey revoked(Instant now) {
    return new ApiKey(id, name, scopes, digest, createdAt, now);
  }

  /** Returns whether it is in force. */
  @JsonIgnore
  public boolean inForce() {
    return revokedAt == null;
  }
}
