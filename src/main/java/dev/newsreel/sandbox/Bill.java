package dev.newsreel.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the providers would charge and how often they were asked. Orders and money outlive a restart
 * with a journal; the counters of requests, refusals, replays and webhooks begin at zero. Confined
 * to the event loop.
 */
final class Bill {
  private final Map<String, Map<String, Double>> sums = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> owners = new TreeMap<>();
  private final Map<String, Integer> requests = new TreeMap<>();

  Bill() {
    clear();
  }

  void clear() {
    owners.clear();
    requests.clear();
    sums.clear();
    begin("heygen", "videos", "completed", "failed", "seconds", "usd", "refused", "replays");
    begin("submagic", "projects", "completed", "failed", "paid", "credits", "usd", "refused");
    begin("openai", "calls", "prompt_tokens", "completion_tokens", "usd");
    begin("webhooks", "sent", "delivered", "failed", "lost", "untold", "forged");
  }

  void add(String section, String name, double amount) {
    sums.get(section).merge(name, amount, Double::sum);
  }

  /** Counts one more order of whoever owns it; null owns nothing. */
  void owned(String by, String owner) {
    if (owner != null) {
      owners.computeIfAbsent(by, absent -> new TreeMap<>()).merge(owner, 1, Integer::sum);
    }
  }

  void request(Provider provider, String call) {
    requests.merge(provider.word() + "." + call, 1, Integer::sum);
  }

  double sum(String section, String name) {
    return sums.get(section).getOrDefault(name, 0.0);
  }

  /**
   * The bill as JSON.
   *
   * @param all whether owners of a single order are listed too
   */
  JsonObject toJson(boolean all) {
    JsonObject json = new JsonObject();
    sums.forEach((section, names) -> json.put(section, section(section, names)));
    json.getJsonObject("heygen").put("by_callback_id", owners("callback_id", all));
    json.getJsonObject("submagic")
        .put("by_title", owners("title", all))
        .put("paid_by_title", owners("paid_title", all));
    double total = sums.values().stream().mapToDouble(s -> s.getOrDefault("usd", 0.0)).sum();
    return json.put("total_usd", money(total));
  }

  /** How often each call was made, by {@code provider.call}. */
  JsonObject requests() {
    JsonObject json = new JsonObject();
    requests.forEach(json::put);
    return json;
  }

  private void begin(String section, String... names) {
    Map<String, Double> zeros = new LinkedHashMap<>();
    for (String name : names) {
      zeros.put(name, 0.0);
    }
    sums.put(section, zeros);
  }

  private JsonObject section(String section, Map<String, Double> names) {
    JsonObject json = new JsonObject();
    names.forEach((name, sum) -> json.put(name, number(name, sum)));
    int asked =
        requests.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(section + "."))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return section.equals("webhooks") ? json : json.put("requests", asked);
  }

  private JsonObject owners(String by, boolean all) {
    JsonObject json = new JsonObject();
    owners.getOrDefault(by, Map.of()).entrySet().stream()
        .filter(entry -> all || entry.getValue() > 1)
        .forEach(entry -> json.put(entry.getKey(), entry.getValue()));
    return json;
  }

  private static Number number(String name, double sum) {
    if (name.equals("usd") || name.equals("seconds")) {
      return money(sum);
    }
    return Math.round(sum);
  }

  private static double money(double usd) {
    return Math.round(usd * 1e6) / 1e6;
  }
}
