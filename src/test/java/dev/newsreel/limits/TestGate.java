package dev.newsreel.limits;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Rate;
import dev.newsreel.watch.Figures;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.UnitOfWorkHelper;

/** One node's gate, and calls through it as the routes make them. */
final class TestGate {

  static final Duration CALL = Duration.ofSeconds(26);

  private final Gate gate;
  private final Clock clock;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private TestGate(Redis redis, Clock clock, GateRules rules, Gate.Parts parts) {
    this.clock = clock;
    Meters counting = new Meters(Figures.in(meters));
    GateStore store = new GateStore(redis, clock, rules, parts.slots());
    Gate.Parts counted = new Gate.Parts(parts.slots(), parts.breaker(), counting, text -> text);
    this.gate = new Gate(store, clock, new JobTimers(redis), counted);
  }

  /** Returns a gate with this rate, and tokens that a call needs. */
  static TestGate of(Redis redis, Clock clock, String rate, int tokens) {
    return new TestGate(redis, clock, rules(rate, tokens, 0), parts(null, null));
  }

  static TestGate withSlots(Redis redis, Clock clock, Slots slots) {
    return new TestGate(redis, clock, rules("auto", 0, 0), parts(slots, null));
  }

  static TestGate behind(Redis redis, Clock clock, CircuitBreaker breaker) {
    return new TestGate(redis, clock, rules("auto", 0, 0), parts(null, breaker));
  }

  /** Returns a gate where looks of our own accord leave a quarter to the others. */
  static TestGate ofReads(Redis redis, Clock clock, String rate) {
    return new TestGate(redis, clock, rules(rate, 0, 0.25), parts(null, null));
  }

  /** Returns the gate of this name, with a rate of our own and whatever else it has. */
  static TestGate named(String name, Redis redis, String rate, Gate.Parts parts) {
    GateRules rules =
        new GateRules(name, "submagic", Rate.parse(rate), 0, CALL, Duration.ofMinutes(1), 0);
    return new TestGate(redis, Clock.systemUTC(), rules, parts);
  }

  static Gate.Parts parts(Slots slots, CircuitBreaker breaker) {
    return new Gate.Parts(slots, new BreakerGate(breaker), null, text -> text);
  }

  private static GateRules rules(String rate, int tokens, double left) {
    return new GateRules(
        "test", "submagic", Rate.parse(rate), tokens, CALL, Duration.ofMinutes(1), left);
  }

  Gate gate() {
    return gate;
  }

  /** Returns how many of very many may begin. */
  int open() {
    return gate.applyAsInt(1_000_000);
  }

  /** Returns a job's message. */
  static Exchange message(String job, String body) {
    Exchange exchange = TestExchanges.message(job, body);
    TestExchanges.receipt(exchange, "captions-answers");
    return exchange;
  }

  /** Takes a turn for a new job; null when there is none. */
  Exchange call() {
    return call("v_" + UUID.randomUUID().toString().substring(0, 8) + "00");
  }

  Exchange call(String job) {
    Exchange exchange = message(job, job);
    gate.take(exchange);
    return exchange.isRouteStop() ? null : exchange;
  }

  /** Lets a call be answered, with headers as names and values in turn. */
  void answer(Exchange call, int status, String... headers) {
    call.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    for (int i = 0; i < headers.length; i += 2) {
      call.getMessage().setHeader(headers[i], headers[i + 1]);
    }
    gate.learn(call);
    done(call);
  }

  /** Lets a call be answered as Submagic does. */
  void answer(Exchange call, int limit, int remaining, Instant reset) {
    answer(call, 200, window(limit, remaining, reset));
  }

  static String[] window(int limit, int remaining, Instant reset) {
    return new String[] {
      "X-RateLimit-Limit", Integer.toString(limit),
      "X-RateLimit-Remaining", Integer.toString(remaining),
      "X-RateLimit-Reset", Long.toString(reset.getEpochSecond())
    };
  }

  /** Lets a call end without an answer that was learnt. */
  void fail(Exchange call, Exception failure) {
    call.setException(failure);
    done(call);
  }

  /** Lets a call be refused because the account may do nothing. */
  void refuse(Exchange call, String code) {
    call.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 402);
    gate.learn(call);
    fail(call, refusal(code));
  }

  static CallFailed refusal(String code) {
    Details details = new Details("submagic", code, null, null, null, "Pay");
    return new CallFailed(Outcome.ANSWERED, Remedy.SHUT, "Submagic answered 402", details);
  }

  void done(Exchange call) {
    UnitOfWorkHelper.doneSynchronizations(call, call.getExchangeExtension().handoverCompletions());
  }

  Instant in(Duration time) {
    return clock.instant().plus(time);
  }
}
