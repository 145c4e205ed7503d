package dev.newsreel.limits;

import dev.newsreel.job.JobTimers;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Rate;
import dev.newsreel.settings.Secrets;
import dev.newsreel.settings.Settings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;

/** All gates: one for each step that is paid for, and one for the reading of captioned videos. */
public final class Gates {

  /** Beyond the script itself: the instructions and the article. */
  private static final int PROMPT_TOKENS = 1500;

  private final Redis redis;
  private final Settings settings;
  private final Secrets secrets;
  private final Meters meters;
  private final Gate openai;
  private final Gate heygen;
  private final Gate submagic;
  private final Gate submagicReads;

  /**
   * The slots behind the gates.
   *
   * @param renders at HeyGen
   * @param films that Submagic fetches from us; null when it fetches none
   */
  public record Held(Slots renders, Slots films) {}

  /** Makes the gates that the settings speak of. */
  public Gates(Redis redis, Settings settings, Held held, Meters meters) {
    this.redis = redis;
    this.settings = settings;
    this.secrets = Secrets.of(settings);
    this.meters = meters;
    this.openai = gate(rules("openai", "openai", rate("openai.rate"), 0), breaker("openai"), null);
    this.heygen =
        gate(rules("heygen", "heygen", rate("heygen.rate"), 0), breaker("heygen"), held.renders());
    GateRules orders = rules("submagic", "submagic", rate("submagic.create-rate"), 0);
    this.submagic = gate(orders, breaker("submagic"), held.films());
    GateRules reads = rules("submagic-reads", "submagic", rate("submagic.read-rate"), 0.25);
    this.submagicReads = gate(reads, null, null);
  }

  private Rate rate(String name) {
    return settings.rate(name);
  }

  private GateRules rules(String name, String provider, Rate rate, double leftToTold) {
    Duration longest =
        settings.duration(provider + ".timeout").plus(settings.duration("connect.timeout"));
    Duration call = longest.plusSeconds(1);
    boolean counts = name.equals("openai");
    int tokens = counts ? settings.number("openai.max-tokens") + PROMPT_TOKENS : 0;
    Duration probe = settings.duration("provider.probe");
    return new GateRules(name, provider, rate, tokens, call, probe, leftToTold);
  }

  private CircuitBreaker breaker(String provider) {
    return Breakers.of(
        provider, settings.duration("retry.wait"), settings.duration("retry.longest"));
  }

  private Gate gate(GateRules rules, CircuitBreaker breaker, Slots slots) {
    Clock clock = Clock.systemUTC();
    GateStore store = new GateStore(redis, clock, rules, slots);
    return new Gate(
        store,
        clock,
        new JobTimers(redis),
        new Gate.Parts(slots, new BreakerGate(breaker), meters, secrets::hide));
  }

  /** Returns the gate of scripts. */
  public Gate openai() {
    return openai;
  }

  /** Returns the gate of avatar videos. */
  public Gate heygen() {
    return heygen;
  }

  /** Returns the gate of orders of captions. */
  public Gate submagic() {
    return submagic;
  }

  /** Returns the gate of questions about captioned videos. */
  public Gate submagicReads() {
    return submagicReads;
  }
}
