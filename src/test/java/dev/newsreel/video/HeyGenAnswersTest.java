package dev.newsreel.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeyGenAnswersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final HeyGenAnswers answers =
      new HeyGenAnswers(jobs, TestSettings.with("heygen.api-key", "test-key"), TestPrices.PRICES);
  private VideoJob job;

  @BeforeEach
  void order() {
    job = SampleJobs.videoOrdered(jobs);
  }

  private static String title(String id) {
    return "\"title\":\"Ferries [" + id + "]\"";
  }

  private Exchange told(VideoJob of, String status, String more) {
    String data = "{\"id\":\"hv-1\",\"status\":\"" + status + "\"" + more + "}";
    return TestExchanges.answered(TestExchanges.taken(of), 200, "{\"data\":" + data + "}");
  }

  private String finished(String title) {
    return "," + title + ",\"duration\":20.5,\"video_url\":\"https://f.example.com/v.mp4?s=1\"";
  }

  private VideoJob stored() {
    return jobs.find(job.id()).orElseThrow();
  }

  @Test
  void asksForTheVideoThatWasOrdered() {
    Exchange exchange = TestExchanges.message(job.id());

    assertThat(answers.ask(exchange)).isEqualTo(job);

    assertThat(exchange.getMessage().getHeaders())
        .isEqualTo(
            Map.of(
                "x-api-key", "test-key", Exchange.HTTP_PATH, "hv-1", Exchange.HTTP_METHOD, "GET"));
  }

  @Test
  void asksForTheVideoThatAWebhookNamesBeforeOurOwnCallReturned() {
    VideoJob claimed = SampleJobs.videoClaimed(jobs);
    Exchange exchange = TestExchanges.message(claimed.id(), "hv-9");

    assertThat(answers.ask(exchange)).isEqualTo(claimed);

    assertThat(exchange.getMessage().getHeader(Exchange.HTTP_PATH)).isEqualTo("hv-9");
  }

  @Test
  void asksNothingWhenTheJobHasNoVideoOrIsPast() {
    Exchange early = TestExchanges.message(SampleJobs.videoClaimed(jobs).id());
    Exchange late = TestExchanges.message(SampleJobs.captioning(jobs).id(), "hv-1");
    Exchange unknown = TestExchanges.message("v_01kapbc000abcdefghjkmnpq00", "hv-1");

    assertThat(answers.ask(early)).isNull();
    assertThat(answers.ask(late)).isNull();
    assertThat(answers.ask(unknown)).isNull();
    assertThat(early.isRouteStop() && late.isRouteStop() && unknown.isRouteStop()).isTrue();
  }

  @Test
  void readsAFinishedVideo() {
    Exchange exchange = told(job, "completed", finished(title(job.id())));

    VideoJob known = answers.read(exchange);

    assertThat(known.heygen().url()).isEqualTo(URI.create("https://f.example.com/v.mp4?s=1"));
    assertThat(known.heygen().videoId()).isEqualTo("hv-1");
    assertThat(known.heygen().seconds()).isEqualByComparingTo("20.5");
    assertThat(known.heygen().costUsd()).isEqualByComparingTo("1.025");
    assertThat(known.failure()).isNull();
    assertThat(job.merge(known).isRendered()).isTrue();
    assertThat(exchange.getProperty(ParkedJobs.EVENT, Event.class).edge()).isEqualTo("completed");
    assertThat(stored()).isEqualTo(job);
  }

  @Test
  void reckonsWithTheScriptsLengthWhenHeyGenTellsNone() {
    String unmeasured = ",\"video_url\":\"https://f.example.com/v.mp4\",\"duration\":null";

    VideoJob known = answers.read(told(job, "completed", unmeasured));

    assertThat(known.heygen().seconds()).isEqualByComparingTo("12");
    assertThat(known.heygen().costUsd()).isEqualByComparingTo("0.60");
  }

  @Test
  void readsWhyThereWillBeNoVideo() {
    VideoJob known =
        answers.read(
            told(
                job,
                "failed",
                ",\"failure_code\":\"script_too_long\",\"failure_message\":\"Too long.\""));

    assertThat(known.failure().code()).isEqualTo("video_failed");
    assertThat(known.failure().providerCode()).isEqualTo("script_too_long");
    assertThat(known.failure().message()).contains("Too long.");
    assertThat(known.heygen().costUsd()).isEqualByComparingTo("0");
    assertThat(answers.complete(job.merge(known)).status()).isEqualTo(Status.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"waiting", "pending", "processing", "completed", "something new"})
  void leavesAVideoWithoutAFileToItsNextLook(String status) {
    Exchange exchange = told(job, status, ",\"video_url\":null");
    clock.advance(Duration.ofHours(3).minusMillis(1));

    assertThat(answers.read(exchange)).isNull();

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(stored()).isEqualTo(job);
    assertThat(REDIS.due())
        .isEqualTo(Map.of("video-reconcile|" + job.id(), TestClock.START.plusSeconds(600)));
  }

  @Test
  void savesNothingForAnUnfinishedVideoOfAJobThatIsStillOrdering() {
    VideoJob claimed = SampleJobs.videoClaimed(jobs);
    Exchange exchange = told(claimed, "processing", "");

    assertThat(answers.read(exchange)).isNull();
    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(jobs.find(claimed.id())).contains(claimed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Please wait</html>", "{\"data\":{\"id\"", "{}"})
  void takesWhatDescribesNoVideoForAFailure(String body) {
    Exchange exchange = TestExchanges.answered(TestExchanges.taken(job), 200, body);

    assertThatThrownBy(() -> answers.read(exchange))
        .isInstanceOf(ProviderDown.class)
        .hasMessage("HeyGen's answer is no video");
  }

  @Test
  void doesNotTakeAnotherJobsVideo() {
    Exchange exchange = told(job, "completed", finished(title(SampleJobs.videoOrdered(jobs).id())));

    assertThat(answers.read(exchange)).isNull();

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(stored().heygen().url()).isNull();
    assertThat(stored().status()).isEqualTo(Status.RENDERING);
  }

  @Test
  void waitsWhenHeyGenDoesNotKnowTheVideo() {
    Exchange exchange = TestExchanges.answered(TestExchanges.taken(job), 404, "{}");

    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> answers.read(exchange));

    assertThat(failure.remedy()).isEqualTo(Remedy.WAIT);
    assertThat(failure.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(failure.details().code()).isEqualTo("video_unknown");
  }
}
