package dev.newsreel.readiness;

import dev.newsreel.redis.EmbeddedRedis;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisDuties;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.redis.RedisWatch;
import dev.newsreel.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether Redis can be reached and keeps what it is given. An embedded one is not started. */
public final class RedisReady {

  private static final String CHECK = "redis";

  private final Settings settings;

  /** Makes the check. */
  public RedisReady(Settings settings) {
    this.settings = settings;
  }

  /**
   * Looks at the Redis of the settings.
   *
   * @param more what else is looked at in it, if it can be reached
   */
  public List<Finding> look(Path directory, Function<Redis, List<Finding>> more) {
    if (settings.has("redis.url")) {
      return look(settings.text("redis.url"), "it", more);
    }
    Path home = directory.resolve(settings.text("data.dir")).resolve("redis");
    Optional<String> running = EmbeddedRedis.find(home);
    return running.isEmpty()
        ? List.of(Finding.ok(CHECK, "one of our own starts with Newsreel, in " + home))
        : look(running.get(), "our own in " + home, more);
  }

  private List<Finding> look(String url, String who, Function<Redis, List<Finding>> more) {
    try (Redis redis = Redis.connect(url, settings.number("redis.partitions"))) {
      List<Finding> found = new ArrayList<>();
      for (String duty : RedisDuties.neglected(redis)) {
        found.add(Finding.warning(CHECK, duty, "Change the configuration of Redis"));
      }
      if (!new RedisWatch(redis).isWritable()) {
        found.add(Finding.failed(CHECK, "it takes no writes", "Look at its memory and disk"));
      } else if (found.isEmpty()) {
        found.add(Finding.ok(CHECK, who + " answers, takes writes and keeps them on disk"));
      }
      found.addAll(more.apply(redis));
      return found;
    } catch (RedisUnavailable e) {
      return List.of(Finding.failed(CHECK, e.getMessage(), "Start it, or look at REDIS_URL"));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return List.of(Finding.failed(CHECK, e.getMessage(), "Look at REDIS_URL"));
    }
  }
}
