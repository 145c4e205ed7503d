package dev.newsreel.job;

import dev.newsreel.redis.Lease;
import dev.newsreel.redis.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The secrets with which HeyGen signs its webhooks. Each is shown once, when an endpoint is
 * registered or its secret is changed, and all nodes need it: so they are kept in Redis, one for
 * each address of ours.
 */
public final class WebhookSecret {

  private static final String CHECKED = "|checked";
  private static final String WANTED = "|rotate";
  private static final long MEMORY = Duration.ofSeconds(5).toNanos();

  private final Redis redis;
  private final String key;
  private volatile Known known = new Known(List.of(), Long.MIN_VALUE);

  private record Known(List<String> secrets, long until) {}

  /**
   * What is known of the endpoint with one of our addresses.
   *
   * @param endpointId HeyGen's name for it; null when it may just have been made
   * @param secret the last one that was seen; null when none was
   * @param since when that was
   * @param doubtful whether another one may be in force, because an answer was lost
   * @param repairs how often something was put right
   * @param repaired what was put right last; null when nothing was
   * @param repairedAt when that was
   */
  public record Registration(
      String endpointId,
      String secret,
      Instant since,
      boolean doubtful,
      int repairs,
      String repaired,
      Instant repairedAt) {

    /** Nothing is known. */
    public static final Registration NONE =
        new Registration(null, null, null, false, 0, null, null);

    /** Returns this with the note that its secret is about to change. */
    public Registration inDoubt(String endpoint) {
      return new Registration(endpoint, secret, since, true, repairs, repaired, repairedAt);
    }

    /** Returns this with the secret that is in force now. */
    public Registration with(String endpoint, String newSecret, Instant now) {
      return new Registration(endpoint, newSecret, now, false, repairs, repaired, repairedAt);
    }

    /** Returns this with one more repair. */
    public Registration repaired(String what, Instant now) {
      return new Registration(endpointId, secret, since, doubtful, repairs + 1, what, now);
    }
  }

  /** Makes the holder; it asks Redis at most every few seconds. */
  public WebhookSecret(Redis redis) {
    this.redis = redis;
    this.key = redis.partition(0).key("webhooks:heygen");
  }

  /** Returns the secrets that may be in force, of all our addresses. */
  public List<String> all() {
    Known now = known;
    if (now.secrets().isEmpty() || System.nanoTime() - now.until() > 0) {
      List<String> secrets =
          registrations().values().stream()
              .map(Registration::secret)
              .filter(Objects::nonNull)
              .toList();
      now = new Known(secrets, System.nanoTime() + MEMORY);
      known = now;
    }
    return now.secrets();
  }

  /** Returns one of the secrets in force; empty before an endpoint is registered. */
  public Optional<String> get() {
    return all().stream().findFirst();
  }

  /** Forgets what is remembered here, because a signature did not fit. */
  public void refresh() {
    known = new Known(List.of(), Long.MIN_VALUE);
  }

  /** Returns what is known, by our addresses. */
  public Map<String, Registration> registrations() {
    Map<String, Registration> all = new TreeMap<>();
    fields()
        .forEach(
            (field, value) -> {
              if (!field.endsWith(CHECKED) && !field.endsWith(WANTED)) {
                all.put(field, Json.read(value, Registration.class));
              }
            });
    return all;
  }

  private Map<String, String> fields() {
    return redis.client().<String, String>getMap(key).readAllMap();
  }

  /** Returns what is known of the endpoint with this address. */
  public Registration of(String url) {
    String value = redis.client().<String, String>getMap(key).get(url);
    return value == null ? Registration.NONE : Json.read(value, Registration.class);
  }

  /** Keeps what is known now. A repeat is harmless. */
  public void keep(String url, Registration now) {
    redis.client().<String, String>getMap(key).fastPut(url, Json.write(now));
    refresh();
  }

  /** Returns when the endpoint was last seen in order; null when it never was. */
  public Instant checked(String url) {
    String at = redis.client().<String, String>getMap(key).get(url + CHECKED);
    return at == null ? null : Instant.parse(at);
  }

  /** Notes that the endpoint was seen in order. */
  public void checked(String url, Instant now) {
    redis.client().<String, String>getMap(key).fastPut(url + CHECKED, now.toString());
  }

  /**
   * Returns whether the endpoint should be looked at: because it was not seen in order for so long,
   * or because somebody wants a new secret.
   */
  public boolean isDue(String url, Duration good) {
    Instant seen = checked(url);
    return seen == null || !Instant.now().isBefore(seen.plus(good)) || isWanted(url);
  }

  /** Returns whether somebody wants a new secret. */
  public boolean isWanted(String url) {
    return redis.client().<String, String>getMap(key).containsKey(url + WANTED);
  }

  /** Notes whether somebody wants a new secret. */
  public void want(String url, boolean wanted) {
    var map = redis.client().<String, String>getMap(key);
    if (wanted) {
      map.fastPut(url + WANTED, "1");
    } else {
      map.fastRemove(url + WANTED);
    }
  }

  /** Returns the right to look after the endpoint with this address. */
  public Lease lease(String url) {
    return new Lease(redis, redis.partition(0).key("lease:webhook:" + Digest.of(url)));
  }
}
