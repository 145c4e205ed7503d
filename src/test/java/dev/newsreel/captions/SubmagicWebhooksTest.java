package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.captions.CaptionOrders.Attempt;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.Told;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmagicWebhooksTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final CaptionOrders orders = new CaptionOrders(REDIS.get(), clock, "relay");
  private final SubmagicWebhooks webhooks = new SubmagicWebhooks(orders.jobs);
  private Attempt attempt;

  @BeforeEach
  void claim() {
    attempt = orders.claim(SampleJobs.captioning(orders.jobs).id());
  }

  @Test
  void wakeTheJobThatTheTokenBelongsTo() {
    assertThat(webhooks.accept(attempt.webhookToken(), "sm-1", "evt-1")).isEqualTo(Told.NEWS);

    assertThat(REDIS.queue(SubmagicAnswers.QUEUE)).hasSize(1);
    assertThat(REDIS.queue(SubmagicAnswers.QUEUE).get(0))
        .containsEntry("key", attempt.job().id())
        .containsEntry("body", "sm-1#1");
    assertThat(orders.find(attempt.job().id())).isEqualTo(attempt.job());
  }

  @Test
  void wakeItOnceForEachMessage() {
    assertThat(webhooks.accept(attempt.webhookToken(), "sm-1", "evt-1")).isEqualTo(Told.NEWS);
    assertThat(webhooks.accept(attempt.webhookToken(), "sm-1", "evt-1")).isEqualTo(Told.REPEATED);
    assertThat(webhooks.accept(attempt.webhookToken(), "sm-1", "evt-2")).isEqualTo(Told.NEWS);

    assertThat(REDIS.queue(SubmagicAnswers.QUEUE)).hasSize(2);
  }

  @Test
  void tellAnOrderFromTheOneThatTookItsPlace() {
    clock.advance(Duration.ofMinutes(10));
    Attempt second = orders.claim(attempt.job().id());

    assertThat(webhooks.accept(attempt.webhookToken(), "sm-1", "evt-1")).isEqualTo(Told.NEWS);
    assertThat(webhooks.accept(second.webhookToken(), "sm-2", "evt-1")).isEqualTo(Told.NEWS);

    assertThat(REDIS.queue(SubmagicAnswers.QUEUE))
        .extracting(m -> m.get("body"))
        .containsExactly("sm-1#1", "sm-2#2");
  }

  @Test
  void refuseEveryOtherToken() {
    String token = attempt.webhookToken();

    assertThat(webhooks.accept(null, "sm-1", "e")).isEqualTo(Told.UNKNOWN_TOKEN);
    assertThat(webhooks.accept("", "sm-1", "e")).isEqualTo(Told.UNKNOWN_TOKEN);
    assertThat(webhooks.accept(token + "A", "sm-1", "e")).isEqualTo(Told.UNKNOWN_TOKEN);
    assertThat(webhooks.accept(token.replace(".1.", ".2."), "sm-1", "e"))
        .isEqualTo(Told.UNKNOWN_TOKEN);
    assertThat(webhooks.accept(attempt.relayToken(), "sm-1", "e")).isEqualTo(Told.UNKNOWN_TOKEN);
    assertThat(webhooks.accept(Token.next(attempt.job().id(), 1).text(), "sm-1", "e"))
        .isEqualTo(Told.UNKNOWN_TOKEN);
    String unknown = Token.next("v_01kapbc000abcdefghjkmnpq00", 1).text();
    assertThat(webhooks.accept(unknown, "sm-1", "e")).isEqualTo(Told.UNKNOWN_TOKEN);
    String unclaimed = Token.next(SampleJobs.captioning(orders.jobs).id(), 1).text();
    assertThat(webhooks.accept(unclaimed, "sm-1", "e")).isEqualTo(Told.UNKNOWN_TOKEN);
    assertThat(REDIS.queue(SubmagicAnswers.QUEUE)).isEmpty();
  }
}
