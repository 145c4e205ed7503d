package dev.newsreel.readiness;

import dev.newsreel.job.WebhookSecret;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisDuties;
import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** What the profile {@code production} insists on. Each finding says what to do. */
public final class ProductionReady {

  private static final String CHECK = "production";
  private static final String REDIS =
      "appendonly yes, appendfsync always and maxmemory-policy noeviction";
  private static final String KEY =
      "Make one, which needs no running node: java -jar target/newsreel.jar key create <name>";

  private final Settings given;
  private final List<String> simulated;

  /**
   * Makes the check.
   *
   * @param given the settings as they were given
   * @param simulated the providers that they leave to the sandbox
   */
  public ProductionReady(Settings given, List<String> simulated) {
    this.given = given;
    this.simulated = List.copyOf(simulated);
  }

  private static Finding missing(String says, String next) {
    return Finding.failed(CHECK, says, next);
  }

  /** Returns what is missing among the settings. */
  public List<Finding> settings() {
    List<Finding> missing = new ArrayList<>();
    for (String provider : simulated) {
      String key = Setting.named(provider + ".api-key").environmentName();
      missing.add(missing(provider + " is simulated, and its results are not real", "Set " + key));
    }
    for (String provider : List.of("heygen", "submagic")) {
      if (!simulated.contains(provider) && !given.has(provider + ".api-key")) {
        String key = Setting.named(provider + ".api-key").environmentName();
        missing.add(missing(provider + " is real and has no key", "Set " + key));
      }
    }
    if (!given.has("budget.daily-usd")) {
      missing.add(
          missing(
              "budget.daily-usd is not set, so nothing caps what a day may cost",
              "Set BUDGET_DAILY_USD to the most that a day may cost"));
    }
    if (!isPublic()) {
      String says =
          given.has("public-base-url")
              ? "public-base-url is " + given.text("public-base-url") + ", which is not https"
              : "public-base-url is not set, so no provider can tell us anything";
      missing.add(missing(says, "Set PUBLIC_BASE_URL to an https address that leads here"));
    }
    return missing;
  }

  private boolean isPublic() {
    return given.has("public-base-url") && given.uri("public-base-url").getScheme().equals("https");
  }

  /** Returns what is missing in Redis when none is named. */
  public List<Finding> withoutRedis() {
    List<Finding> missing = new ArrayList<>();
    missing.add(
        missing(
            "redis.url is not set, and the embedded Redis is no place for what was paid for",
            "Set REDIS_URL to a Redis with " + REDIS));
    missing.add(missing("there is no API key, for there is no Redis to keep one", KEY));
    missing.addAll(webhooks(false));
    return missing;
  }

  /** Returns that Redis cannot be asked. */
  public List<Finding> unreachable(String why) {
    return List.of(missing("redis cannot be asked: " + why, "Start it, or look at REDIS_URL"));
  }

  /**
   * Returns what is missing in Redis.
   *
   * @param keys whether an API key is in force
   */
  public List<Finding> stored(Redis redis, boolean keys) {
    List<Finding> missing = new ArrayList<>();
    RedisDuties.unsafe(redis)
        .forEach(duty -> missing.add(missing(duty, "Configure it with " + REDIS)));
    if (!keys) {
      missing.add(missing("there is no API key, so the API is open to this machine", KEY));
    }
    missing.addAll(webhooks(new WebhookSecret(redis).get().isPresent()));
    return missing;
  }

  // HeyGen gives the secret when it learns our address, and never shows it again.
  private List<Finding> webhooks(boolean known) {
    return known || (isPublic() && !simulated.contains("heygen"))
        ? List.of()
        : List.of(
            missing(
                "no secret is known with which HeyGen signs its webhooks, and none can be had",
                "HeyGen gives it when it has PUBLIC_BASE_URL and HEYGEN_API_KEY"));
  }
}
