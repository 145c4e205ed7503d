package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Pace;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.client.codec.StringCodec;

/**
 * Two reach for what is there once, at the same moment by the clock: two nodes, or two threads of
 * one. Each key is a gate of its own.
 */
class GateRaceTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final List<String> KEYS =
      IntStream.range(0, 60).mapToObj(i -> "race" + i).toList();
  private static final Duration EVERY = Duration.ofMillis(10);

  private static Redis there;

  /** What there is one of. */
  enum Prize {
    FIRST_LOOK,
    LAST_OF_OUR_RATE,
    LAST_OF_THEIR_RATE,
    LAST_SLOT,
    PROBE
  }

  @BeforeAll
  static void connect() {
    there = Redis.connect(TestRedis.url(), 1);
  }

  @AfterAll
  static void disconnect() {
    there.close();
  }

  private static TestGate gate(Redis redis, Prize prize, String name) {
    Slots.Limits one = new Slots.Limits(1, Duration.ofMinutes(1), Duration.ofHours(4));
    Slots.Kind kind = new Slots.Kind(name, job -> true, true);
    Slots slots = prize == Prize.LAST_SLOT ? new Slots(redis, Clock.systemUTC(), kind, one) : null;
    String rate = prize == Prize.LAST_OF_OUR_RATE ? "1/h" : "auto";
    return TestGate.named(name, redis, rate, TestGate.parts(slots, null));
  }

  private static void layOut(TestGate gate, Prize prize) {
    switch (prize) {
      case LAST_OF_THEIR_RATE ->
          gate.answer(gate.call(), 30, 1, Clock.systemUTC().instant().plusSeconds(3600));
      case PROBE -> {
        gate.answer(gate.call(), 200);
        gate.refuse(gate.call(), "no_credit");
        REDIS
            .get()
            .client()
            .getMap("newsreel:{0}:gate:" + gate.gate().rules().name(), StringCodec.INSTANCE)
            .put("shut_probe_at", "0");
      }
      default -> {}
    }
  }

  private static void assertOneOfTwoWins(Map<String, TestGate> left, Map<String, TestGate> right)
      throws InterruptedException {
    Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();
    KEYS.forEach(key -> begun.put(key, new AtomicInteger()));

    Pace.race(KEYS, EVERY, key -> reach(left, key, begun), key -> reach(right, key, begun));

    assertThat(begun).allSatisfy((key, count) -> assertThat(count).as(key).hasValue(1));
  }

  private static void reach(
      Map<String, TestGate> gates, String key, Map<String, AtomicInteger> begun) {
    if (gates.get(key).call() != null) {
      begun.get(key).incrementAndGet();
    }
  }

  @ParameterizedTest
  @EnumSource(Prize.class)
  void oneOfTwoNodesGetsIt(Prize prize) throws InterruptedException {
    Map<String, TestGate> left = new ConcurrentHashMap<>();
    Map<String, TestGate> right = new ConcurrentHashMap<>();
    for (String key : KEYS) {
      left.put(key, gate(REDIS.get(), prize, key));
      right.put(key, gate(there, prize, key));
      layOut(left.get(key), prize);
    }

    assertOneOfTwoWins(left, right);
  }

  @ParameterizedTest
  @EnumSource(Prize.class)
  void oneOfTwoThreadsGetsIt(Prize prize) throws InterruptedException {
    Map<String, TestGate> both = new ConcurrentHashMap<>();
    for (String key : KEYS) {
      both.put(key, gate(REDIS.get(), prize, key));
      layOut(both.get(key), prize);
    }

    assertOneOfTwoWins(both, both);
  }

  @Test
  void oneOfTwoThreadsTriesABreakerThatIsHalfOpen() throws InterruptedException {
    Map<String, TestGate> both = new ConcurrentHashMap<>();
    List<CircuitBreaker> breakers = new ArrayList<>();
    for (String key : KEYS) {
      CircuitBreaker breaker = Breakers.of(key, Duration.ofHours(1), Duration.ofHours(1));
      breakers.add(breaker);
      both.put(key, TestGate.named(key, REDIS.get(), "1000/s", TestGate.parts(null, breaker)));
    }
    breakers.forEach(CircuitBreaker::transitionToOpenState);
    breakers.forEach(CircuitBreaker::transitionToHalfOpenState);

    assertOneOfTwoWins(both, both);
  }
}
