package dev.newsreel.limits;

import dev.newsreel.limits.ProviderState.Allowance;
import dev.newsreel.limits.ProviderState.Shut;
import dev.newsreel.watch.Lately;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Tells how the providers stand, over all nodes; only the breakers are this node's own. */
public final class ProviderStates {

  private final Gates gates;
  private final Lately<List<ProviderState>> lately;

  /** Makes the teller. */
  public ProviderStates(Gates gates) {
    this.gates = gates;
    this.lately = new Lately<>(this::all, Lately.Terms.ofFigures());
  }

  /**
   * Returns all providers as they stand.
   *
   * @throws dev.newsreel.redis.RedisUnavailable when that cannot be known
   */
  public List<ProviderState> all() {
    return List.of(
        state(gates.openai(), null),
        state(gates.heygen(), null),
        state(gates.submagic(), gates.submagicReads()));
  }

  /**
   * Returns how many renders may run at once, and do.
   *
   * @throws dev.newsreel.redis.RedisUnavailable when that cannot be known
   */
  public ProviderState.Slots slots() {
    return slots(gates.heygen(), gates.heygen().store().state());
  }

  /** Returns how many renders may run at once, and do, as a look at all providers has shown. */
  public static ProviderState.Slots renders(List<ProviderState> all) {
    return all.stream()
        .filter(state -> state.provider().equals("heygen"))
        .map(ProviderState::slots)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Returns all providers as they stood a few seconds ago, for those who ask often and must not
   * wait long; nothing when Redis has not told for a while.
   */
  public List<ProviderState> recent() {
    return lately.get().orElse(List.of());
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
