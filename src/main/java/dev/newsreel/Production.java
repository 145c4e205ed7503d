package dev.newsreel;

import dev.newsreel.access.ApiKey;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.readiness.Finding;
import dev.newsreel.readiness.ProductionReady;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The profile {@code production}: what nobody should publish films without. */
final class Production {

  private Production() {}

  /** Returns whether these settings ask for it. */
  static boolean isWanted(Settings settings) {
    return settings.text("profile").equals("production");
  }

  /**
   * Checks that nothing is missing, where it is wanted.
   *
   * @param given the settings as they were given
   * @throws StartFailure with all that is missing, and what to do about each
   */
  static void check(Settings given) {
    List<Finding> missing = isWanted(given) ? missing(given) : List.of();
    if (!missing.isEmpty()) {
      StringBuilder told = new StringBuilder("profile is production, but this is missing:");
      missing.forEach(m -> told.append("\n  ").append(m.says()).append(". ").append(m.next()));
      throw new StartFailure(told.toString());
    }
  }

  /** Returns what is missing, each with what to do about it; nothing is changed. */
  static List<Finding> missing(Settings given) {
    ProductionReady ready = new ProductionReady(given, Providers.simulated(given));
    List<Finding> missing = new ArrayList<>(ready.settings());
    if (!given.has("redis.url")) {
      missing.addAll(ready.withoutRedis());
      return missing;
    }
    try (Redis redis = Redis.connect(given.text("redis.url"), given.number("redis.partitions"))) {
      ApiKeys keys = new ApiKeys(redis, Clock.systemUTC());
      missing.addAll(ready.stored(redis, keys.all().stream().anyMatch(ApiKey::inForce)));
    } catch (RedisUnavailable | IllegalArgumentException | IllegalStateException e) {
      missing.addAll(ready.unreachable(e.getMessage()));
    }
    return missing;
  }
}
