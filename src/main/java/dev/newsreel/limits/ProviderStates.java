package dev.newsreel.limits;

import dev.newsreel.limits.ProviderState.Allowance;
import dev.newsreel.limits.ProviderState.Shut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Tells how the providers stand, over all nodes; only the breakers are this node's own. */
public final class ProviderStates {

  private static final long FRESH = Duration.ofSeconds(2).toNanos();

  private final Gates gates;
  private volatile Seen seen = new Seen(List.of(), 0);

  private record Seen(List<ProviderState> states, long at) {}

  /** Makes the teller. */
  public ProviderStates(Gates gates) {
    this.gates = gates;
  }

  /**
   * Returns all providers as they stand.
   *
   * @throws dev.newsreel.redis.RedisUnavailable when that cannot be known
   */
  public List<ProviderState> all() {
    List<ProviderState> states =
        List.of(
            state(gates.openai(), null),
            state(gates.heygen(), null),
            state(gates.submagic(), gates.submagicReads()));
    seen = new Seen(states, System.nanoTime());
    return states;
  }

  /**
   * Returns how many renders may run at once, and do.
   *
   * @throws dev.newsreel.redis.RedisUnavailable when that cannot be known
   */
  public ProviderState.Slots slots() {
    return slots(gates.heygen(), gates.heygen().store().state());
  }

  /** Returns all providers, at most two seconds old: for those who ask often. */
  List<ProviderState> recent() {
    Seen last = seen;
    boolean old = last.states().isEmpty() || System.nanoTime() - last.at() > FRESH;
    return old ? all() : last.states();
  }

  private static ProviderState state(Gate gate, Gate reads) {
    List<String> told = gate.store().state();
    List<String> ofReads = reads == null ? null : reads.store().state();
    Shut shut = shut(told);
    return new ProviderState(
        gate.rules().provider(),
        gate.breaker().name().toLowerCase(Locale.ROOT),
        shut != null || reads == null ? shut : shut(ofReads),
        rate(told),
        reads == null ? null : rate(ofReads),
        slots(gate, told));
  }

  private static Shut shut(List<String> told) {
    return told.get(0).isEmpty()
        ? null
        : new Shut(told.get(0), told.get(1), time(told.get(2)), time(told.get(3)));
  }

  private static Allowance rate(List<String> told) {
    return told.get(4).isEmpty()
        ? null
        : new Allowance(number(told.get(4)), number(told.get(5)), time(told.get(6)));
  }

  private static ProviderState.Slots slots(Gate gate, List<String> told) {
    return told.get(7).isEmpty()
        ? null
        : new ProviderState.Slots(
            gate.store().slots(), (int) number(told.get(7)), (int) number(told.get(8)));
  }

  private static long number(String text) {
    return (long) Double.parseDouble(text);
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(number(millis));
  }
}
