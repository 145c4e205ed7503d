package dev.newsreel.campaign;

import dev.newsreel.e2e.TestSandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings of the nodes of a campaign, in which hours are seconds. */
final class CampaignSettings {

  private CampaignSettings() {}

  /**
   * Where the nodes find what they share.
   *
   * @param redis its address
   * @param door the one public address
   * @param films the folder of finished videos
   */
  record Places(String redis, String door, String films) {}

  /** Returns them as environment variables; {@code special} settings replace the usual ones. */
  static Map<String, String> of(Places places, TestSandbox providers, Map<String, String> special) {
    Map<String, String> settings = new HashMap<>(providers.settings());
    settings.putAll(
        Map.of(
            "redis.url",
            places.redis(),
            "public-base-url",
            places.door(),
            "publish.to",
            places.films(),
            "log.level",
            "WARN",
            "heygen.webhook-check",
            "1s",
            "connect.timeout",
            "1s"));
    settings.putAll(
        Map.of(
            "heygen.slots", "100",
            "reconcile.after", "3s",
            "reconcile.deadline", "150s",
            "submagic.unknown-wait", "6s",
            "retry.first", "200ms",
            "retry.longest", "2s",
            "retry.wait", "1s"));
    for (String provider : List.of("openai", "heygen", "submagic", "publish")) {
      settings.put(provider + ".timeout", "3s");
    }
    settings.putAll(special);
    Map<String, String> variables = new HashMap<>();
    settings.forEach((name, value) -> variables.put(variable(name), value));
    return variables;
  }

  /** Returns the environment variable of a setting. */
  static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
