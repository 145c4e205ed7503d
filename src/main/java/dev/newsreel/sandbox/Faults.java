package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The rules in force, oldest first, and the dice of those with a rate. Confined to the event loop.
 */
final class Faults {
  private final List<Active> rules = new ArrayList<>();
  private Random dice;

  Faults(long seed) {
    dice = new Random(seed);
  }

  void seed(long seed) {
    dice = new Random(seed);
  }

  void add(List<FaultRule> more) {
    more.forEach(rule -> rules.add(new Active(rule)));
  }

  void clear() {
    rules.clear();
  }

  /** Returns the first rule that befalls this call now and counts it; null when all goes well. */
  FaultRule pick(Provider provider, String call) {
    return pick(provider, call, kind -> true);
  }

  /**
   * Returns the first rule of an allowed kind that befalls this call now and counts it; null when
   * all goes well.
   */
  FaultRule pick(Provider provider, String call, Predicate<FaultKind> allowed) {
    for (Active active : rules) {
      FaultRule rule = active.rule;
      boolean fits = active.left > 0 && rule.matches(provider, call) && allowed.test(rule.kind());
      if (fits && (rule.rate() >= 1 || dice.nextDouble() < rule.rate())) {
        active.left--;
        return rule;
      }
    }
    return null;
  }

  /** The rules with how often each may still happen. */
  JsonArray toJson() {
    JsonArray list = new JsonArray();
    rules.forEach(active -> list.add(active.toJson()));
    return list;
  }

  private static final class Active {
    private final FaultRule rule;
    private int left;

    private Active(FaultRule rule) {
      this.rule = rule;
      left = rule.times();
    }

    private JsonObject toJson() {
      return rule.toJson().put("left", left);
    }
  }
}
