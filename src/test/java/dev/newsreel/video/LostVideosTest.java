package dev.newsreel.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.Render;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostVideosTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final Settings settings = TestSettings.with("heygen.api-key", "test-key");
  private final LostVideos lost = new LostVideos(jobs, settings);
  private VideoJob job;

  @BeforeEach
  void loseAnOrder() {
    VideoJob claimed = SampleJobs.videoClaimed(jobs);
    clock.advance(Duration.ofHours(23));
    Exchange exchange = TestExchanges.message(claimed.id());
    assertThat(new HeyGen(jobs, settings).claim(exchange)).isNull();
    job = stored(claimed);
    assertThat(job.wake()).isEqualTo(Wake.now(LostVideos.QUEUE));
  }

  private VideoJob stored(VideoJob of) {
    return jobs.find(of.id()).orElseThrow();
  }

  private Exchange found(String... titles) {
    Exchange exchange = TestExchanges.taken(job);
    TestExchanges.receipt(exchange, LostVideos.QUEUE);
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < titles.length; i++) {
      list.append(i == 0 ? "" : ",");
      list.append("{\"id\":\"hv-%d\",\"title\":\"%s\"}".formatted(i, titles[i]));
    }
    return TestExchanges.answered(exchange, 200, "{\"data\":[" + list + "]}");
  }

  @Test
  void areLookedForByTheJobsIdInTheirTitle() {
    Exchange exchange = TestExchanges.message(job.id());

    assertThat(lost.ask(exchange)).isEqualTo(job);

    assertThat(exchange.getMessage().getHeaders())
        .isEqualTo(
            Map.of(
                "x-api-key",
                "test-key",
                Exchange.HTTP_METHOD,
                "GET",
                Exchange.HTTP_QUERY,
                "limit=100&title=" + job.id()));
  }

  @Test
  void areNotLookedForWhenTheirJobIsNotLost() {
    for (VideoJob other :
        List.of(
            SampleJobs.rendering(jobs),
            SampleJobs.videoOrdered(jobs),
            SampleJobs.captioning(jobs))) {
      Exchange exchange = TestExchanges.message(other.id());

      assertThat(lost.ask(exchange)).isNull();
      assertThat(exchange.isRouteStop()).isTrue();
    }
  }

  @Test
  void areAdoptedWhenTheyAreFound() {
    Exchange exchange = found("Ferries [v_01kapbc000abcdefghjkmnpq00]", "X [" + job.id() + "]");

    VideoJob known = lost.read(exchange);

    assertThat(known.heygen())
        .isEqualTo(new Render(1, null, "hv-1", clock.instant(), null, null, null));
    assertThat(exchange.isRouteStop()).isFalse();
    assertThat(exchange.getProperty(ParkedJobs.EVENT, Event.class).edge()).isEqualTo("adopted");
    assertThat(exchange.getProperty(ParkedJobs.EVENT, Event.class).providerId()).isEqualTo("hv-1");
    assertThat(job.merge(known).heygen().claimedAt()).isEqualTo(TestClock.START);
    assertThat(stored(job)).isEqualTo(job);
  }

  @Test
  void areOrderedAnewUnderANewKeyWhenTheyDoNotExist() {
    Exchange exchange = found("Ferries [v_01kapbc000abcdefghjkmnpq00]", "");
    Receipt receipt = TestExchanges.receipt(exchange, LostVideos.QUEUE);

    assertThat(lost.read(exchange)).isNull();

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(receipt.isSettled()).isTrue();
    assertThat(stored(job).step()).isEqualTo(Step.READY);
    assertThat(stored(job).wake()).isEqualTo(Wake.now("video"));
    VideoJob again = new HeyGen(jobs, settings).claim(TestExchanges.message(job.id()));
    assertThat(again.heygen())
        .isEqualTo(new Render(2, clock.instant(), null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"data\":{}}", "{\"data\":null}", "<html>"})
  void areNotTakenForAbsentBecauseTheAnswerIsUnreadable(String body) {
    Exchange exchange = TestExchanges.answered(TestExchanges.taken(job), 200, body);

    assertThatThrownBy(() -> lost.read(exchange)).isInstanceOf(CallFailed.class);

    assertThat(stored(job)).isEqualTo(job);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500})
  void areNotTakenForAbsentBecauseHeyGenDoesNotTell(int status) {
    Exchange exchange = TestExchanges.answered(TestExchanges.taken(job), status, "{\"data\":[]}");

    assertThatThrownBy(() -> lost.read(exchange)).isInstanceOf(CallFailed.class);

    assertThat(stored(job)).isEqualTo(job);
  }
}
