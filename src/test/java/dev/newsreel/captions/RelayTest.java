package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.captions.CaptionOrders.Attempt;
import dev.newsreel.job.Draft;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final CaptionOrders orders = new CaptionOrders(REDIS.get(), clock, "relay");
  private Attempt attempt;

  @BeforeEach
  void claim() {
    attempt = orders.claim(SampleJobs.captioning(orders.jobs).id());
  }

  private VideoJob stored() {
    return orders.find(attempt.job().id());
  }

  private long fetches() {
    return new JobIndex(REDIS.get())
        .history(attempt.job().id()).stream()
            .map(Event::edge)
            .filter("source fetched"::equals)
            .count();
  }

  @Test
  void savesTheFirstRequestOnlyAndKeepsTheJobsTurn() {
    clock.advance(Duration.ofSeconds(3));
    assertThat(orders.fetch(attempt.relayToken())).isZero();
    clock.advance(Duration.ofSeconds(3));
    assertThat(orders.fetch(attempt.relayToken())).isZero();

    assertThat(stored().submagic().lastOrder().fetchedAt())
        .isEqualTo(TestClock.START.plusSeconds(3));
    assertThat(fetches()).isOne();
    assertThat(stored().wake()).isEqualTo(attempt.job().wake());
    assertThat(stored().step()).isEqualTo(attempt.job().step());
  }

  @Test
  void knowsNoOtherLinks() {
    String token = attempt.relayToken();

    assertThat(orders.open(token)).isEqualTo(404);
    assertThat(orders.open(null)).isEqualTo(404);
    assertThat(orders.open(".mp4")).isEqualTo(404);
    assertThat(orders.fetch(token + "A")).isEqualTo(404);
    assertThat(orders.fetch(token.replace(".1.", ".2."))).isEqualTo(404);
    assertThat(orders.fetch(Token.next(attempt.job().id(), 1).text())).isEqualTo(404);
    assertThat(orders.fetch(Token.next("v_01kapbc000abcdefghjkmnpq00", 1).text())).isEqualTo(404);
    assertThat(orders.fetch(attempt.webhookToken())).isEqualTo(404);
    assertThat(fetches()).isZero();
  }

  @Test
  void refusesARevokedLinkForGood() {
    clock.advance(Duration.ofMinutes(10));
    orders.claim(attempt.job().id());

    assertThat(orders.fetch(attempt.relayToken())).isEqualTo(410);
    assertThat(orders.fetch(attempt.relayToken())).isEqualTo(410);

    assertThat(stored().submagic().orders().get(0).fetchedAt()).isNull();
    assertThat(fetches()).isZero();
  }

  @Test
  void refusesALinkThatIsRevokedInTheMomentOfTheRequest() {
    clock.advance(Duration.ofMinutes(10));
    CaptionOrders other = new CaptionOrders(REDIS.get(), clock, "relay");
    clock.whenNextAsked(() -> assertThat(other.claim(attempt.job().id()).job()).isNotNull());

    assertThat(orders.fetch(attempt.relayToken())).isEqualTo(410);

    assertThat(stored().submagic().orders()).hasSize(2);
    assertThat(stored().submagic().orders().get(0).fetchedAt()).isNull();
    assertThat(fetches()).isZero();
  }

  @Test
  void savesTheRequestAlthoughAnotherEdgeComesFirst() {
    clock.whenNextAsked(
        () -> SampleJobs.edge(orders.jobs, stored(), d -> d.result = attempt.job().result()));

    assertThat(orders.fetch(attempt.relayToken())).isZero();

    assertThat(stored().submagic().lastOrder().fetchedAt()).isNotNull();
  }

  @Test
  void changesNothingOfAJobThatHasEnded() {
    VideoJob ended = SampleJobs.edge(orders.jobs, stored(), RelayTest::end);

    orders.fetch(attempt.relayToken());

    assertThat(stored()).isEqualTo(ended);
  }

  private static void end(Draft draft) {
    draft.status = Status.CANCELLED;
    draft.wake = null;
  }
}
