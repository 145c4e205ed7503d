package dev.newsreel.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Digest;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.api.RMap;
import org.redisson.client.codec.StringCodec;

/** All API keys, in Redis, for all nodes. */
public final class ApiKeys {

  /** What a key looks like: {@code nr_}, its id, {@code _}, its secret part. */
  private static final Pattern FORM = Pattern.compile("nr_([0-9a-f]{12})_([A-Za-z0-9_-]{43})");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Redis redis;
  private final Clock clock;

  /** Opens the keys. */
  public ApiKeys(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /**
   * A key that was just made.
   *
   * @param key as it is stored
   * @param text what its owner sends; it cannot be had again
   */
  public record Created(ApiKey key, String text) {}

  private RMap<String, String> keys() {
    return redis.client().getMap(redis.partition(0).key("keys"), StringCodec.INSTANCE);
  }

  private RMap<String, String> used() {
    return redis.client().getMap(redis.partition(0).key("keys:used"), StringCodec.INSTANCE);
  }

  /** Makes a key. Each call makes another one. */
  public Created create(String name, Set<Scope> scopes) {
    byte[] id = new byte[6];
    byte[] secret = new byte[32];
    RANDOM.nextBytes(id);
    RANDOM.nextBytes(secret);
    String hidden = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    String hex = HexFormat.of().formatHex(id);
    ApiKey key = new ApiKey(hex, name, scopes, Digest.of(hidden), clock.instant(), null);
    keys().put(hex, Json.write(key));
    return new Created(key, "nr_" + hex + "_" + hidden);
  }

  /** Returns all keys, the oldest first, also those that are refused. */
  public List<ApiKey> all() {
    List<ApiKey> all = new ArrayList<>();
    keys().readAllValues().forEach(json -> all.add(Json.read(json, ApiKey.class)));
    all.sort(Comparator.comparing(ApiKey::createdAt));
    return all;
  }

  /**
   * Refuses a key from now on. A repeat is harmless.
   *
   * @return whether there is such a key
   */
  public boolean revoke(String id) {
    String json = keys().get(id);
    if (json == null) {
      return false;
    }
    ApiKey key = Json.read(json, ApiKey.class);
    if (key.inForce()) {
      // What a newer release has noted beside it stays.
      ObjectNode stored = Json.read(json, ObjectNode.class);
      stored.set("revoked_at", Json.MAPPER.valueToTree(clock.instant()));
      keys().put(id, Json.write(stored));
    }
    return true;
  }

  /** Returns when each key was last used, by its id, to the minute; a key never used has none. */
  public Map<String, Instant> lastUsed() {
    Map<String, Instant> times = new HashMap<>();
    used().readAllMap().forEach((id, at) -> times.put(id, Instant.parse(at)));
    return times;
  }

  /** Notes when keys were used. A repeat is harmless. */
  void noteUses(Map<String, Instant> uses) {
    if (!uses.isEmpty()) {
      Map<String, String> texts = new HashMap<>();
      uses.forEach((id, at) -> texts.put(id, at.toString()));
      used().putAll(texts);
    }
  }

  /** Returns the one of {@code keys} that a caller's text proves; the time taken tells nothing. */
  static Optional<ApiKey> proven(String text, Map<String, ApiKey> keys) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    ApiKey key = keys.get(matcher.group(1));
    String expected = key == null ? "" : key.digest();
    boolean same =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            Digest.of(matcher.group(2)).getBytes(StandardCharsets.US_ASCII));
    return same && key.inForce() ? Optional.of(key) : Optional.empty();
  }
}
