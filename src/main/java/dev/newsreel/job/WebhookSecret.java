package dev.newsreel.job;

import dev.newsreel.redis.Redis;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The secret with which HeyGen signs its webhooks. It is shown once, when the endpoint is
 * registered, and all nodes need it: so it is kept in Redis.
 */
public final class WebhookSecret {

  private static final String FIELD_URL = "url";
  private static final String FIELD_SECRET = "secret";
  private static final long MEMORY = Duration.ofSeconds(5).toNanos();

  private final Redis redis;
  private final String key;
  private volatile Known known = new Known(Optional.empty(), Long.MIN_VALUE);

  private record Known(Optional<String> secret, long until) {}

  /** Makes the holder; it asks Redis at most every few seconds. */
  public WebhookSecret(Redis redis) {
    this.redis = redis;
    this.key = redis.partition(0).key("webhook:heygen");
  }

  /** Returns the secret in force; empty before the endpoint is registered. */
  public Optional<String> get() {
    Known now = known;
    if (now.secret().isEmpty() || System.nanoTime() - now.until() > 0) {
      String secret = (String) redis.client().getMap(key).get(FIELD_SECRET);
      now = new Known(Optional.ofNullable(secret), System.nanoTime() + MEMORY);
      known = now;
    }
    return now.secret();
  }

  /** Forgets what is remembered here, because a signature did not fit. */
  public void refresh() {
    known = new Known(Optional.empty(), Long.MIN_VALUE);
  }

  /** Returns the address that the secret was given for; null when there is none. */
  public String url() {
    return (String) redis.client().getMap(key).get(FIELD_URL);
  }

  /** Keeps a new secret. A repeat is harmless. */
  public void keep(String url, String secret) {
    redis.client().getMap(key).putAll(Map.of(FIELD_URL, url, FIELD_SECRET, secret));
    refresh();
  }

  /**
   * Takes the right to look after the registration of an address for a while.
   *
   * @return whether nobody else has it
   */
  public boolean lease(String address, Duration time) {
    return redis.client().getBucket(leaseOf(address)).setIfAbsent("1", time);
  }

  /** Extends the lease, because all is well. */
  public void leaseFor(String address, Duration time) {
    redis.client().getBucket(leaseOf(address)).set("1", time);
  }

  private String leaseOf(String address) {
    return redis.partition(0).key("lease:webhook:" + Digest.of(address));
  }
}
