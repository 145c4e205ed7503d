package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.captions.CaptionOrders.Attempt;
import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmagicAnswersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final CaptionOrders orders = new CaptionOrders(REDIS.get(), clock, "relay");
  private final SubmagicAnswers answers =
      new SubmagicAnswers(
          orders.jobs,
          new JobTimers(REDIS.get()),
          TestSettings.with("submagic.api-key", "test-key"),
          TestPrices.PRICES);
  private VideoJob job;

  @BeforeEach
  void order() {
    job = orders.ordered();
  }

  private Exchange asked(VideoJob of, String message) {
    Exchange exchange = TestExchanges.message(of.id(), message);
    assertThat(answers.ask(exchange)).isEqualTo(of);
    return exchange;
  }

  private static Exchange told(Exchange exchange, String status, String more) {
    String body = "{\"id\":\"sm-1\",\"status\":\"" + status + "\"" + more + "}";
    return TestExchanges.answered(exchange, 200, body);
  }

  private VideoJob stored() {
    return orders.find(job.id());
  }

  // Only the queue knows when to look again; the job itself stays as it was.
  private void assertPostponed(Duration sinceStart) {
    assertThat(stored()).isEqualTo(job);
    assertThat(REDIS.due())
        .isEqualTo(
            Map.of(SubmagicAnswers.QUEUE + "|" + job.id(), TestClock.START.plus(sinceStart)));
  }

  @Test
  void askForTheProjectThatWasOrderedWhateverTheMessageNames() {
    for (String message : new String[] {job.id(), "sm-1#1", "sm-666#1"}) {
      assertThat(asked(job, message).getMessage().getHeader(Exchange.HTTP_PATH)).isEqualTo("sm-1");
    }
  }

  @Test
  void lookAgainThoughTheMessageCameToTheAddressOfARevokedOrder() {
    VideoJob first = orders.claim(SampleJobs.captioning(orders.jobs).id()).job();
    clock.advance(Duration.ofMinutes(10));
    VideoJob second = orders.claim(first.id()).job();
    VideoJob waiting =
        SampleJobs.edge(
            orders.jobs,
            second,
            d -> {
              d.step = Step.ORDERED;
              d.submagic =
                  new Captions(
                      second.submagic().orders(), "sm-1", clock.instant(), null, null, null, null);
              d.wake = new Wake(SubmagicAnswers.QUEUE, clock.instant());
            });
    REDIS.get().client().getKeys().delete(new Partition(0).due());

    answers.read(told(asked(waiting, "sm-forged#1"), "processing", ""));

    assertThat(REDIS.due()).containsKey(Partition.dueMember(SubmagicAnswers.QUEUE, first.id()));
  }

  @Test
  void theLateAnswerToAReplacedOrderChangesNothing() {
    Attempt first = orders.claim(SampleJobs.captioning(orders.jobs).id());
    clock.advance(Duration.ofMinutes(10));
    VideoJob second = orders.claim(first.job().id()).job();
    Captions late =
        new Captions(
            first.job().submagic().orders(), "sm-late", clock.instant(), null, null, null, null);

    VideoJob joined = second.merge(VideoJob.partial(second.id(), d -> d.submagic = late));

    assertThat(answers.park(joined)).isEqualTo(second);
  }

  @Test
  void askForTheProjectThatAWebhookNamesBeforeOurOwnCallReturned() {
    VideoJob claimed = orders.claim(SampleJobs.captioning(orders.jobs).id()).job();

    Exchange exchange = asked(claimed, "sm-9#1");

    assertThat(exchange.getMessage().getHeader(Exchange.HTTP_PATH)).isEqualTo("sm-9");
    Exchange silent = TestExchanges.message(claimed.id());
    assertThat(answers.ask(silent)).isNull();
    assertThat(silent.isRouteStop()).isTrue();
  }

  @Test
  void readAFinishedProjectAndPreferItsPlainLink() {
    VideoJob known =
        answers.read(
            told(
                asked(job, job.id()),
                "completed",
                ",\"downloadUrl\":\"https://a.example.com/d\",\"directUrl\":\"https://c.example"
                    + ".com/1.mp4\",\"videoMetaData\":{\"duration\":61.2}"));

    assertThat(known.submagic().url()).isEqualTo(URI.create("https://c.example.com/1.mp4"));
    assertThat(known.submagic().seconds()).isEqualByComparingTo("61.2");
    assertThat(known.submagic().costUsd()).isEqualByComparingTo("0.20");
    assertThat(answers.complete(job.merge(known)).status()).isEqualTo(Status.PUBLISHING);
  }

  @Test
  void reckonWithTheAvatarVideosLengthWhenSubmagicTellsNone() {
    VideoJob known =
        answers.read(
            told(
                asked(job, job.id()), "completed", ",\"downloadUrl\":\"https://a.example.com/d\""));

    assertThat(known.submagic().seconds()).isEqualByComparingTo("12.5");
    assertThat(known.submagic().costUsd()).isEqualByComparingTo("0.10");
  }

  @Test
  void readWhyThereWillBeNoCaptions() {
    CaptionOrder order = job.submagic().lastOrder().delivered(TestClock.START);
    job =
        SampleJobs.edge(
            orders.jobs, job, d -> d.submagic = job.submagic().withOrders(List.of(order)));
    VideoJob known =
        answers.read(told(asked(job, job.id()), "failed", ",\"failureReason\":\"Expired.\""));

    assertThat(known.failure().code()).isEqualTo("captions_failed");
    assertThat(known.failure().message()).contains("Expired.");
    assertThat(answers.complete(job.merge(known)).status()).isEqualTo(Status.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uploading", "processing", "transcribing", "exporting", "something new"})
  void lookAgainLaterWhileItIsNotFinished(String status) {
    Exchange exchange = told(asked(job, job.id()), status, "");
    clock.advance(Duration.ofMinutes(10));

    answers.read(exchange);

    assertThat(exchange.isRouteStop()).isTrue();
    assertPostponed(Duration.ofMinutes(20));
  }

  @Test
  void lookAgainSoonWhenTheNewsOfAFileComesBeforeItsLink() {
    Exchange exchange = told(asked(job, "sm-1#1"), "completed", "");

    answers.read(exchange);

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(exchange.getProperty("export")).isEqualTo(false);
    assertPostponed(Duration.ofSeconds(5));
  }

  @Test
  void askOnceForTheFileOfAProjectThatIsCompleteWithoutOne() {
    Exchange exchange = told(asked(job, job.id()), "completed", "");

    answers.read(exchange);

    assertThat(exchange.isRouteStop()).isFalse();
    assertThat(exchange.getProperty("export")).isEqualTo(true);
    SubmagicExport export =
        new SubmagicExport(orders.jobs, TestSettings.with("submagic.api-key", "test-key"));
    export.request(exchange);
    assertThat(exchange.getMessage().getHeader(Exchange.HTTP_PATH)).isEqualTo("sm-1/export");
    assertThat(exchange.getMessage().getHeader(Exchange.HTTP_METHOD)).isEqualTo("POST");
    VideoJob known =
        export.read(TestExchanges.answered(exchange, 200, "{\"status\":\"exporting\"}"));
    assertThat(known.submagic().exportedAt()).isEqualTo(TestClock.START);
    assertThat(known.submagic().projectId()).isEqualTo("sm-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Please wait</html>", "{\"id\":\"sm-1\"", "{}", "[]"})
  void whatDescribesNoProjectIsAFailureAndAdoptsNothing(String body) {
    VideoJob claimed = orders.claim(SampleJobs.captioning(orders.jobs).id()).job();
    Exchange exchange = TestExchanges.answered(asked(claimed, "sm-1#1"), 200, body);

    assertThatThrownBy(() -> answers.read(exchange))
        .isInstanceOf(ProviderDown.class)
        .hasMessage("Submagic's answer is no project");
    assertThat(orders.find(claimed.id())).isEqualTo(claimed);
  }

  @Test
  void adoptAProjectWhoseOwnAnswerWasLost() {
    VideoJob claimed = orders.claim(SampleJobs.captioning(orders.jobs).id()).job();

    VideoJob known = answers.read(told(asked(claimed, "sm-1#1"), "processing", ""));

    assertThat(known.submagic().projectId()).isEqualTo("sm-1");
    assertThat(known.submagic().orderedAt()).isEqualTo(TestClock.START);
    VideoJob joined = answers.park(claimed.merge(known));
    assertThat(joined.submagic().orders()).isEqualTo(claimed.submagic().orders());
    assertThat(joined.isCaptioned()).isFalse();
  }

  @Test
  void doNotTakeAnotherJobsProject() {
    String other =
        ",\"title\":\"Other [v_01kapbc000abcdefghjkmnpq00]\",\"directUrl\":\"https://x/\"";
    Exchange exchange = told(asked(job, job.id()), "completed", other);
    clock.advance(Duration.ofMinutes(10));

    assertThat(answers.read(exchange)).isNull();

    assertThat(exchange.isRouteStop()).isTrue();
    assertPostponed(Duration.ofMinutes(20));
  }

  @Test
  void adoptARevokedOrdersProjectOnlyWhenItIsComplete() {
    VideoJob claimed = orders.claim(SampleJobs.captioning(orders.jobs).id()).job();
    clock.advance(Duration.ofMinutes(10));
    VideoJob second = orders.claim(claimed.id()).job();

    Exchange running = told(asked(second, "sm-1#1"), "processing", "");
    assertThat(answers.read(running)).isNull();
    assertThat(running.isRouteStop()).isTrue();
    assertThat(orders.find(second.id())).isEqualTo(second);

    Exchange complete =
        told(asked(second, "sm-1#1"), "completed", ",\"directUrl\":\"https://c.example.com/1\"");
    assertThat(second.merge(answers.read(complete)).isCaptioned()).isTrue();
  }
}
