package dev.newsreel.limits;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.JobTimers;
import dev.newsreel.redis.Receipt;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/**
 * Where jobs wait for their call to a provider: it lets so many begin as the provider's slots, its
 * rate and its state allow, over all nodes. What it knows lies in Redis.
 *
 * <p>As the gate of a queue it is asked how many jobs may be read; the others wait in the queue, in
 * their order, at no cost. Each job then takes a turn, and the answer to its call is learnt from.
 */
public final class Gate implements IntUnaryOperator {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final GateRules rules;
  private final GateStore store;
  private final Clock clock;
  private final JobTimers timers;
  private final Parts parts;
  private final Recent recent;

  /**
   * What a gate may have besides its rate.
   *
   * @param slots the slots it gives; null when there is no limit
   * @param breaker opens when the provider fails again and again
   * @param meters counts how often it was shut
   * @param hidden takes secrets out of what a provider has said
   */
  record Parts(Slots slots, BreakerGate breaker, Meters meters, UnaryOperator<String> hidden) {}

  Gate(GateStore store, Clock clock, JobTimers timers, Parts parts) {
    this.rules = store.rules();
    this.store = store;
    this.clock = clock;
    this.timers = timers;
    this.parts = parts;
    this.recent = new Recent(clock);
  }

  /** Returns what it goes by. */
  GateRules rules() {
    return rules;
  }

  /** Returns what it knows. */
  GateStore store() {
    return store;
  }

  /** Returns the breaker that its calls go through; null when there is none. */
  public CircuitBreaker circuitBreaker() {
    return parts.breaker().breaker();
  }

  /** Returns the state of its breaker on this node; closed when it has none. */
  State breaker() {
    return parts.breaker().state();
  }

  /** Returns how many of {@code wanted} jobs may begin now. */
  @Override
  public int applyAsInt(int wanted) {
    int most = parts.breaker().most(wanted);
    if (most == 0) {
      return 0;
    }
    GateStore.Room room = store.room();
    if (room.most() == 0 && room.why().equals("slots") && parts.slots().sweep()) {
      room = store.room();
    }
    return Math.min(most, room.most());
  }

  /**
   * Takes a turn for the job that a message speaks of. When there is none the job comes again, and
   * the route is told to stop. A job that has one of HeyGen's slots keeps it.
   *
   * @throws CallFailed for a message that must keep what it says: the queue then keeps it whole
   */
  public void take(Exchange exchange) {
    String job = exchange.getMessage().getHeader("messageKey", String.class);
    boolean told = exchange.getMessage().getBody() instanceof String said && !said.equals(job);
    boolean half = parts.breaker().isHalfOpen();
    if (half && !parts.breaker().tryNow()) {
      comeAgain(exchange, told, clock.instant().plusSeconds(1), "breaker");
      return;
    }
    GateStore.Taken taken = null;
    String call = job + "|" + UUID.randomUUID().toString().substring(0, 8);
    try {
      taken = store.take(job, call, told);
    } finally {
      if (half && (taken == null || !taken.begun())) {
        parts.breaker().tried();
      }
    }
    if (!taken.begun()) {
      comeAgain(exchange, told, taken.again(), taken.why());
      return;
    }
    Turn turn = new Turn(this, call, clock.instant(), new Turn.Kind(taken.counted(), half));
    exchange.setProperty(Turn.PROPERTY, turn);
    exchange.getExchangeExtension().addOnCompletion(turn);
  }

  private void comeAgain(Exchange exchange, boolean told, Instant at, String why) {
    if (told) {
      String message = "It waits for its turn at " + rules.name() + " (" + why + ")";
      Details details =
          new Details(rules.provider(), "no_turn", null, null, null, "Nothing: it is tried again");
      throw new CallFailed(Outcome.NOT_SENT, Remedy.WAIT, message, details);
    }
    String stream = Receipt.of(exchange).stream();
    String queue = stream.substring(stream.lastIndexOf(':') + 1);
    String job = exchange.getMessage().getHeader("messageKey", String.class);
    Instant soon = clock.instant().plusSeconds(1);
    Instant later = at.isBefore(soon) ? soon : at.plus(Backoff.jitter(GateStore.SPREAD));
    timers.postpone(queue, List.of(job), later);
    exchange.setRouteStop(true);
  }

  /**
   * Learns from the answer that camel-http has put into the exchange: what is left of the rate, how
   * long to wait, whether a shut provider works again. It never fails, for an answer must not be
   * lost.
   */
  public void learn(Exchange exchange) {
    Turn turn = exchange.getProperty(Turn.PROPERTY, Turn.class);
    if (turn == null || turn.gate() != this || !turn.tell()) {
      return;
    }
    GateStore.Ending ending = GateStore.Ending.of(exchange, recent, clock.instant());
    if (turn.kind().counted() || !ending.isGood() || RateHeaders.tell(ending.told())) {
      learn(turn, ending);
    }
  }

  private void learn(Turn turn, GateStore.Ending ending) {
    try {
      String learnt = store.learn(turn.job(), turn.call(), ending);
      if (learnt.equals("opened")) {
        LOG.info("{} works again; its jobs go on", rules.name());
      }
    } catch (RedisException e) {
      LOG.debug("What {} answered to {} is not learnt", rules.name(), turn.call(), e);
    }
  }

  /** Ends a turn; a refusal of all work shuts the gate for all nodes. */
  void end(Turn turn, Exception failure) {
    if (turn.kind().tries()) {
      parts.breaker().tried();
    }
    if (turn.tell() && turn.kind().counted()) {
      learn(turn, new GateStore.Ending(Turn.ending(failure), null, GateStore.Ending.NOTHING));
    }
    CallFailed refusal = Turn.refusal(failure);
    if (refusal != null) {
      shut(turn, refusal.saying(parts.hidden().apply(refusal.getMessage())));
    }
  }

  private void shut(Turn turn, CallFailed refusal) {
    try {
      if (store.shut(turn.call(), turn.since(), refusal)) {
        parts.meters().count("provider.alerts", "gate", rules.name());
        LOG.warn(
            MarkerFactory.getMarker("ALERT"),
            "{} is shut: {}. Its jobs wait and lose nothing; it is tried again by itself. {}",
            rules.name(),
            refusal.getMessage(),
            refusal.details().next());
      }
    } catch (RedisException e) {
      LOG.debug("That {} refuses all work is learnt by the next call", rules.name(), e);
    }
  }
}
