package dev.newsreel.intake;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Which entries of which feeds were taken, as an idempotent repository. A key is {@code
 * <scope>|<entry key>}; the scope is a feed's name. What is remembered outlives a feed's window by
 * far.
 *
 * <p>The claim itself is made together with the job, in one script: adding here afterwards finds it
 * done. So the idempotent step must be used with {@code eager: false}.
 */
public final class SeenArticles extends ServiceSupport implements IdempotentRepository {

  static final Duration MEMORY = Duration.ofDays(400);
  private static final RedisScript SEEN = RedisScript.of(SeenArticles.class, "seen.lua");
  private static final int AT_ONCE = 1000;

  private final Redis redis;

  /** Makes the repository. */
  public SeenArticles(Redis redis) {
    this.redis = redis;
  }

  /** Returns the guards that a job for this entry must hold, each with its time to live. */
  static Map<String, Duration> guards(String scope, Entry entry) {
    Map<String, Duration> guards = new LinkedHashMap<>();
    entry.keys().forEach(key -> guards.put(name(scope, key), MEMORY));
    return guards;
  }

  private static String name(String scope, String key) {
    return "article:" + scope + "|" + key;
  }

  /** Returns the entries of which no key is known. */
  List<Entry> unseen(String scope, List<Entry> entries) {
    Map<String, Boolean> known = known(scope, entries);
    return entries.stream()
        .filter(e -> e.keys().stream().noneMatch(k -> known.get(name(scope, k))))
        .toList();
  }

  private Map<String, Boolean> known(String scope, List<Entry> entries) {
    List<String> names =
        entries.stream()
            .flatMap(e -> e.keys().stream())
            .distinct()
            .map(k -> name(scope, k))
            .toList();
    Map<String, Boolean> known = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i += AT_ONCE) {
      List<String> some = names.subList(i, Math.min(names.size(), i + AT_ONCE));
      List<Object> held = redis.list(SEEN, keys(scope, some), "");
      for (int j = 0; j < some.size(); j++) {
        known.put(some.get(j), !held.get(j).equals(""));
      }
    }
    return known;
  }

  /** Remembers entries that no video is made of. A repeat is harmless. */
  void remember(String scope, List<Entry> entries) {
    List<String> names = new ArrayList<>();
    entries.forEach(e -> e.keys().forEach(k -> names.add(name(scope, k))));
    for (int i = 0; i < names.size(); i += AT_ONCE) {
      List<String> some = names.subList(i, Math.min(names.size(), i + AT_ONCE));
      redis.list(SEEN, keys(scope, some), "skipped#", Long.toString(MEMORY.toMillis()));
    }
  }

  private List<String> keys(String scope, List<String> names) {
    Partition partition = redis.partitionOf(scope);
    return names.stream().map(n -> partition.key("guard:" + n)).toList();
  }

  private List<String> key(String key) {
    return keys(key.substring(0, key.indexOf('|')), List.of("article:" + key));
  }

  @Override
  public boolean contains(String key) {
    return !redis.list(SEEN, key(key), "").get(0).equals("");
  }

  @Override
  public boolean add(String key) {
    String ttl = Long.toString(MEMORY.toMillis());
    return redis.list(SEEN, key(key), "skipped#", ttl).get(0).equals("");
  }

  /** Keeps what was taken: a failure after the claim belongs to the job, not to the entry. */
  @Override
  public boolean remove(String key) {
    return false;
  }

  @Override
  public boolean confirm(String key) {
    return true;
  }

  /** Forgets nothing: what was taken once must never be bought again. */
  @Override
  public void clear() {
    throw new UnsupportedOperationException("Taken articles are not forgotten");
  }
}
