package dev.newsreel.intake;

import dev.newsreel.job.Deduped;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Which entries of which feeds were taken, as an idempotent repository. A key is {@code
 * <scope>|<entry key>}; the scope is a feed's name. What is remembered outlives a feed's window by
 * far.
 *
 * <p>The claim itself is made together with the job, in one script: adding here afterwards finds it
 * done. So the idempotent step must be used with {@code eager: false}.
 *
 * <p>When feeds are compared with each other, all of them claim in one partition, beside names in
 * the scope {@value #ALL}. What a feed has taken is looked up in both places, so that it is known
 * however that setting was then.
 */
public final class SeenArticles extends ServiceSupport implements IdempotentRepository {

  static final Duration MEMORY = Duration.ofDays(400);

  /** Longer than a request with an {@code Idempotency-Key} is remembered. */
  static final Duration MEMORY_OF_PLACES = Duration.ofDays(2);

  private static final RedisScript SEEN = RedisScript.of(SeenArticles.class, "seen.lua");
  private static final int AT_ONCE = 1000;
  // No feed can have this name.
  private static final String ALL = "*";

  private final Redis redis;
  private final boolean acrossFeeds;

  /**
   * Makes the repository.
   *
   * @param acrossFeeds whether feeds are compared with each other; the same on all nodes
   */
  public SeenArticles(Redis redis, boolean acrossFeeds) {
    this.redis = redis;
    this.acrossFeeds = acrossFeeds;
  }

  /** Returns the name whose partition the jobs of a scope are to lie in, with what they claim. */
  String home(String scope) {
    return acrossFeeds ? ALL : scope;
  }

  /** Returns the guards that a job for this entry must hold, each with its time to live. */
  Map<String, Duration> guards(String scope, Entry entry) {
    Map<String, Duration> guards = guards(entry);
    entry.keys().forEach(key -> guards.put(name(scope, key), MEMORY));
    return guards;
  }

  /** Returns the guards of an article that no feed has brought. */
  Map<String, Duration> guards(Entry entry) {
    Map<String, Duration> guards = new LinkedHashMap<>();
    List<String> shared = acrossFeeds ? entry.sharedKeys() : List.of();
    shared.forEach(key -> guards.put(name(ALL, key), MEMORY));
    return guards;
  }

  /** Returns the guard of a place in what a request makes of a feed. */
  static String place(String request, int place) {
    return "request:" + request + "|" + place;
  }

  /** Returns the ids of the jobs that a request has made of a feed, in their order. */
  List<String> made(String scope, String request, int most) {
    Partition home = redis.partitionOf(home(scope));
    List<String> names =
        IntStream.range(0, most).mapToObj(i -> home.key("guard:" + place(request, i))).toList();
    return redis.list(SEEN, names, "").stream()
        .map(Object::toString)
        .filter(holder -> !holder.isEmpty())
        .map(holder -> holder.substring(0, holder.indexOf('#')))
        .toList();
  }

  private static String name(String scope, String key) {
    return "article:" + scope + "|" + key;
  }

  /** Returns the entries of which no key is known. */
  List<Entry> unseen(String scope, List<Entry> entries) {
    Set<String> known = known(scope, keys(entries, Entry::keys));
    return entries.stream().filter(e -> Collections.disjoint(e.keys(), known)).toList();
  }

  /**
   * Returns those of the entries that a video was made of for any feed, be it the same one; none
   * when feeds are not compared.
   */
  Set<Entry> brought(List<Entry> entries) {
    if (!acrossFeeds) {
      return Set.of();
    }
    Set<String> known = known(ALL, keys(entries, Entry::sharedKeys));
    return entries.stream()
        .filter(e -> !Collections.disjoint(e.sharedKeys(), known))
        .collect(Collectors.toSet());
  }

  private static List<String> keys(List<Entry> entries, Function<Entry, List<String>> keys) {
    return entries.stream().flatMap(e -> keys.apply(e).stream()).distinct().toList();
  }

  private Set<String> known(String scope, List<String> keys) {
    Set<String> known = new HashSet<>();
    List<Partition> homes = List.of(redis.partitionOf(scope), redis.partitionOf(ALL));
    for (Partition home : new LinkedHashSet<>(homes)) {
      inParts(
          keys,
          some -> {
            List<Object> held = redis.list(SEEN, names(home, scope, some), "");
            for (int i = 0; i < some.size(); i++) {
              if (!held.get(i).equals("")) {
                known.add(some.get(i));
              }
            }
          });
    }
    return known;
  }

  private static void inParts(List<String> keys, Consumer<List<String>> action) {
    for (int i = 0; i < keys.size(); i += AT_ONCE) {
      action.accept(keys.subList(i, Math.min(keys.size(), i + AT_ONCE)));
    }
  }

  private static List<String> names(Partition home, String scope, List<String> keys) {
    return keys.stream().map(key -> home.key("guard:" + name(scope, key))).toList();
  }

  /** Remembers entries that no video is made of. A repeat is harmless. */
  void remember(String scope, List<Entry> entries) {
    inParts(keys(entries, Entry::keys), some -> skip(scope, some));
  }

  private List<Object> skip(String scope, List<String> keys) {
    List<String> names = names(redis.partitionOf(home(scope)), scope, keys);
    return redis.list(SEEN, names, "skipped#", Long.toString(MEMORY.toMillis()));
  }

  /** Notes that an entry was recognised as one that another feed has brought. */
  void deduped(String scope, Entry entry, Instant at) {
    Deduped.note(redis, scope + "|" + entry.key(), at);
  }

  @Override
  public boolean contains(String key) {
    String scope = scope(key);
    return !known(scope, List.of(key.substring(scope.length() + 1))).isEmpty();
  }

  @Override
  public boolean add(String key) {
    String scope = scope(key);
    return skip(scope, List.of(key.substring(scope.length() + 1))).get(0).equals("");
  }

  private static String scope(String key) {
    return key.substring(0, key.indexOf('|'));
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
