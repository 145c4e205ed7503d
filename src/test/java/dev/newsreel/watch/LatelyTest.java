package dev.newsreel.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many may ask; one looks, and nobody waits for one who hangs. */
class LatelyTest {

  private static final Duration SOON = Duration.ofSeconds(1);
  private final AtomicInteger looks = new AtomicInteger();

  private static Lately.Terms terms(Duration fresh) {
    return new Lately.Terms(fresh, fresh.multipliedBy(2), Patience.LONG);
  }

  @Test
  void isLookedAtOnceForAllWhoAsk() {
    Lately<Integer> seen = new Lately<>(looks::incrementAndGet, terms(Duration.ofMinutes(1)));

    assertThat(seen.get()).contains(1);
    assertThat(seen.get()).contains(1);
  }

  @Test
  void isForgottenWhenItCannotBeSeenAnyMore() {
    Lately<Integer> seen =
        new Lately<>(
            () -> {
              if (looks.incrementAndGet() > 1) {
                throw new IllegalStateException("away");
              }
              return 1;
            },
            terms(Duration.ofSeconds(1)));
    assertThat(seen.get()).contains(1);

    await().until(() -> seen.get().isEmpty());

    assertThat(looks.get()).isGreaterThan(1);
  }

  @Test
  void aLookThatHangsKeepsNobodyWaitingAndIsTheOnlyOne() {
    CountDownLatch hanging = new CountDownLatch(1);
    Lately<Integer> seen =
        new Lately<>(
            () -> {
              looks.incrementAndGet();
              await().until(() -> hanging.getCount() == 0);
              return 1;
            },
            new Lately.Terms(Duration.ofMinutes(1), Duration.ofMinutes(2), SOON));
    long begun = System.nanoTime();

    for (int i = 0; i < 50; i++) {
      assertThat(seen.get()).isEmpty();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("each of them has waited")
        .isLessThan(SOON.multipliedBy(40));
    assertThat(looks).hasValue(1);
    hanging.countDown();
    await().until(() -> seen.get().isPresent());
  }
}
