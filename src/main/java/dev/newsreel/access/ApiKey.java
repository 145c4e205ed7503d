package dev.newsreel.access;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
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
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) Set<Scope> scopes,
    String digest,
    Instant createdAt,
    Instant revokedAt) {

  /** Makes a key; a scope that a newer release has given it allows nothing here. */
  public ApiKey {
    scopes = scopes == null ? Set.of() : known(scopes);
  }

  private static Set<Scope> known(Set<Scope> given) {
    Set<Scope> known = EnumSet.noneOf(Scope.class);
    given.stream().filter(Objects::nonNull).forEach(known::add);
    return Collections.unmodifiableSet(known);
  }

  /** Returns whether it is in force. */
  @JsonIgnore
  public boolean inForce() {
    return revokedAt == null;
  }
}
