package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.captions.CaptionOrders.Attempt;
import dev.newsreel.job.Answer;
import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A project that failed because our own link broke off bought nothing, and is ordered again. */
class InterruptedOrdersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Answer FAILED =
      TestExchanges.answer(200, "{\"id\":\"sm-1\",\"status\":\"failed\"}");
  private static final Answer UNREADABLE =
      TestExchanges.answer(
          200, "{\"id\":\"sm-1\",\"status\":\"failed\",\"failureReason\":\"Failed to fetch\"}");
  private static final Instant SOON = TestClock.START.plusSeconds(2);

  private final CaptionOrders orders = new CaptionOrders(REDIS.get(), new TestClock(), "relay");
  private VideoJob job;
  private Exchange exchange;
  private Receipt receipt;

  @BeforeEach
  void order() {
    job = orders.ordered();
    exchange = TestExchanges.message(job.id());
    receipt = TestExchanges.receipt(exchange);
  }

  private boolean orderedAgain(VideoJob of, Answer answer, String... settings) {
    return new InterruptedOrders(orders.jobs, TestSettings.with(settings))
        .orderedAgain(of, answer, exchange);
  }

  private VideoJob stored() {
    return orders.find(job.id());
  }

  private void deliver() {
    CaptionOrder order = job.submagic().lastOrder().delivered(TestClock.START);
    job =
        SampleJobs.edge(
            orders.jobs, job, d -> d.submagic = job.submagic().withOrders(List.of(order)));
  }

  private void assertLeftToFail() {
    assertThat(exchange.isRouteStop()).isFalse();
    assertThat(receipt.isSettled()).isFalse();
    assertThat(stored()).isEqualTo(job);
  }

  @Test
  void areMadeAgainSoonWithAnAttemptLost() {
    assertThat(orderedAgain(job, FAILED)).isTrue();

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(receipt.isSettled()).isTrue();
    assertThat(stored().step()).isEqualTo(Step.READY);
    assertThat(stored().failure()).isNull();
    assertThat(stored().attempts().count()).isOne();
    assertThat(stored().attempts().cause()).startsWith("source_interrupted");
    assertThat(stored().submagic())
        .isEqualTo(new Captions(job.submagic().orders(), null, null, null, null, null, null));
    assertThat(stored().wake()).isEqualTo(new Wake("captions", SOON));
    assertThat(REDIS.due()).isEqualTo(Map.of("captions|" + job.id(), SOON));
  }

  @Test
  void areMadeAgainUnderNewAddressesWithTheOldLinkRevoked() {
    orderedAgain(job, FAILED);

    Attempt again = orders.claim(job.id());

    List<CaptionOrder> both = again.job().submagic().orders();
    assertThat(both).extracting(CaptionOrder::number).containsExactly(1, 2);
    assertThat(both).extracting(CaptionOrder::revoked).containsExactly(true, false);
    assertThat(orders.fetch(again.relayToken())).isZero();
  }

  @Test
  void areMadeAgainAlthoughTheOrdersOwnAnswerWasLost() {
    job = orders.claim(SampleJobs.captioning(orders.jobs).id()).job();

    assertThat(orderedAgain(job, FAILED)).isTrue();

    assertThat(stored().step()).isEqualTo(Step.READY);
    assertThat(stored().attempts().count()).isOne();
  }

  @Test
  void areLeftToFailWhenTheirFilmWasDeliveredInFull() {
    deliver();

    assertThat(orderedAgain(job, FAILED)).isFalse();

    assertLeftToFail();
  }

  @Test
  void areMadeAgainWhenSubmagicSaysThatTheDeliveredFilmDidNotArrive() {
    deliver();

    assertThat(orderedAgain(job, UNREADABLE)).isTrue();

    assertThat(stored().step()).isEqualTo(Step.READY);
  }

  @Test
  void areNotExcusedByWhatWasDeliveredToAnEarlierOrder() {
    deliver();
    orderedAgain(job, UNREADABLE);
    job = orders.claim(job.id()).job();

    assertThat(orderedAgain(job, FAILED)).isTrue();

    assertThat(stored().attempts().count()).isEqualTo(2);
  }

  @Test
  void areLeftToFailWhenSubmagicReadsHeyGensOwnLink() {
    assertThat(orderedAgain(job, FAILED, "submagic.source", "link")).isFalse();

    assertLeftToFail();
  }

  @Test
  void areLeftToFailWhenTheEighthOrderIsLost() {
    orderedFor(8, 7200);

    assertThat(orderedAgain(job, FAILED)).isFalse();

    assertLeftToFail();
  }

  @Test
  void areMadeAgainForTwoHoursHoweverOften() {
    orderedFor(9, 7199);

    assertThat(orderedAgain(job, FAILED)).isTrue();
  }

  private void orderedFor(int number, long seconds) {
    CaptionOrder last = job.submagic().lastOrder();
    CaptionOrder nth =
        CaptionOrder.claimed(number, last.webhookHash(), last.relayHash(), last.claimedAt());
    job =
        SampleJobs.edge(
            orders.jobs,
            job,
            d -> {
              d.submagic = job.submagic().withOrders(List.of(nth));
              d.attempts = d.attempts.another("x", TestClock.START.minusSeconds(seconds));
            });
  }

  @Test
  void areForgottenWhenTheJobWaitsForAnotherProject() {
    Answer other = TestExchanges.answer(200, "{\"id\":\"sm-0\",\"status\":\"failed\"}");

    assertThat(orderedAgain(job, other)).isTrue();

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(stored()).isEqualTo(job);
  }

  @Test
  void areForgottenWhenTheNextOrderIsAboutToBeMade() {
    orderedAgain(job, FAILED);
    VideoJob ready = stored();

    assertThat(orderedAgain(ready, FAILED)).isTrue();

    assertThat(stored()).isEqualTo(ready);
  }
}
