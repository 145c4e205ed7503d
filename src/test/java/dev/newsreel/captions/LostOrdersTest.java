package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.captions.CaptionOrders.Attempt;
import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.StaleJob;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Captions are ordered again only when it is proven that the lost order bought nothing. */
class LostOrdersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Duration UNKNOWN_WAIT = Duration.ofMinutes(10);
  private static final Duration DARK = UNKNOWN_WAIT.multipliedBy(6);

  private final TestClock clock = new TestClock();
  private final CaptionOrders orders = new CaptionOrders(REDIS.get(), clock, "relay");

  private Attempt first() {
    return orders.claim(SampleJobs.captioning(orders.jobs).id());
  }

  private static void assertTurnedAway(Attempt attempt) {
    assertThat(attempt.job()).isNull();
    assertThat(attempt.exchange().isRouteStop()).isTrue();
    assertThat(Receipt.of(attempt.exchange()).isSettled()).isTrue();
    assertThat(attempt.relayToken()).isNull();
  }

  @Test
  void claimsAReadyJobWithAddressesOfItsOwn() {
    Attempt attempt = first();

    VideoJob job = orders.find(attempt.job().id());
    CaptionOrder order = job.submagic().lastOrder();
    assertThat(job).isEqualTo(attempt.job());
    assertThat(job.step()).isEqualTo(Step.CLAIMED);
    assertThat(order.number()).isEqualTo(1);
    assertThat(order.claimedAt()).isEqualTo(TestClock.START);
    assertThat(Token.parse(attempt.relayToken()).orElseThrow().matches(order.relayHash())).isTrue();
    assertThat(Token.parse(attempt.webhookToken()).orElseThrow().matches(order.webhookHash()))
        .isTrue();
    assertThat(attempt.relayToken()).isNotEqualTo(attempt.webhookToken());
  }

  @Test
  void waitsForALostOrderThatMayStillFetchItsFilm() {
    Attempt lost = first();
    clock.advance(UNKNOWN_WAIT.minusMillis(1));

    assertTurnedAway(orders.claim(lost.job().id()));

    VideoJob job = orders.find(lost.job().id());
    assertThat(job.submagic()).isEqualTo(lost.job().submagic());
    assertThat(job.wake()).isEqualTo(new Wake("captions", TestClock.START.plus(UNKNOWN_WAIT)));
  }

  @Test
  void ordersAgainWhenTheLinkWasNeverFetchedAndRevokesItFirst() {
    Attempt lost = first();
    clock.advance(UNKNOWN_WAIT);

    Attempt again = orders.claim(lost.job().id());

    assertThat(again.job().submagic().orders()).hasSize(2);
    assertThat(again.job().submagic().orders().get(0).revoked()).isTrue();
    assertThat(again.job().submagic().lastOrder().number()).isEqualTo(2);
    assertThat(again.job().submagic().lastOrder().revoked()).isFalse();
    assertThat(orders.fetch(lost.relayToken())).isEqualTo(410);
    assertThat(orders.fetch(again.relayToken())).isZero();
  }

  @Test
  void ordersAgainWhenTheFilmWasAskedForButNeverDelivered() {
    Attempt lost = first();
    clock.advance(UNKNOWN_WAIT.minusMillis(1));
    assertThat(orders.fetch(lost.relayToken())).isZero();
    clock.advance(UNKNOWN_WAIT.minusMillis(1));
    assertTurnedAway(orders.claim(lost.job().id()));
    clock.advance(Duration.ofMillis(1));

    Attempt again = orders.claim(lost.job().id());

    assertThat(again.job().submagic().lastOrder().number()).isEqualTo(2);
    assertThat(orders.deliver(lost.relayToken())).as("what is still being read ends").isFalse();
    assertThat(orders.deliver(again.relayToken())).isTrue();
  }

  @Test
  void waitsForTheWebhookWhenTheFilmWasDelivered() {
    Attempt lost = first();
    assertThat(orders.deliver(lost.relayToken())).isTrue();
    clock.advance(UNKNOWN_WAIT.plusSeconds(1));

    assertTurnedAway(orders.claim(lost.job().id()));

    VideoJob job = orders.find(lost.job().id());
    assertThat(job.submagic().orders()).hasSize(1);
    assertThat(job.submagic().lastOrder().revoked()).isFalse();
    assertThat(job.wake()).isEqualTo(new Wake("captions", TestClock.START.plus(DARK)));
  }

  @Test
  void holdsTheJobForAPersonWhenTheWebhookIsLostAsWell() {
    Attempt lost = first();
    orders.deliver(lost.relayToken());
    clock.advance(DARK);

    assertTurnedAway(orders.claim(lost.job().id()));

    VideoJob job = orders.find(lost.job().id());
    assertThat(job.status()).isEqualTo(Status.HELD);
    assertThat(job.failure().code()).isEqualTo("order_unknown");
    assertThat(job.failure().next()).contains("order again");
    assertThat(REDIS.due())
        .isEqualTo(
            Map.of("retire|" + job.id(), TestClock.START.plus(DARK).plus(Duration.ofDays(30))));
  }

  @Test
  void keepsTheReceiptOfAnOrderThatIsDeliveredInTheMomentOfItsRevocation() {
    Attempt lost = first();
    clock.advance(UNKNOWN_WAIT);
    CaptionOrders other = new CaptionOrders(REDIS.get(), clock, "relay");
    clock.whenNextAsked(() -> assertThat(other.deliver(lost.relayToken())).isTrue());

    assertThatThrownBy(() -> orders.claim(lost.job().id())).isInstanceOf(StaleJob.class);

    VideoJob job = orders.find(lost.job().id());
    assertThat(job.submagic().orders()).hasSize(1);
    assertThat(job.submagic().lastOrder().deliveredAt()).isNotNull();
    assertTurnedAway(orders.claim(lost.job().id()));
  }

  @Test
  void neverOrdersAgainByItselfWithoutAReceipt() {
    CaptionOrders linked = new CaptionOrders(REDIS.get(), clock, "link");
    Attempt lost = linked.claim(SampleJobs.captioning(linked.jobs).id());
    clock.advance(UNKNOWN_WAIT.multipliedBy(2));

    assertTurnedAway(linked.claim(lost.job().id()));
    assertThat(linked.find(lost.job().id()).wake().at()).isEqualTo(TestClock.START.plus(DARK));

    clock.advance(DARK);
    assertTurnedAway(linked.claim(lost.job().id()));
    assertThat(linked.find(lost.job().id()).status()).isEqualTo(Status.HELD);
  }

  @Test
  void leavesAnOrderedJobAlone() {
    VideoJob job = orders.ordered();

    Attempt attempt = orders.claim(job.id());

    assertThat(attempt.job()).isNull();
    assertThat(attempt.exchange().isRouteStop()).isTrue();
    assertThat(orders.find(job.id())).isEqualTo(job);
  }
}
