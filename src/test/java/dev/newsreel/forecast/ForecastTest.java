package dev.newsreel.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Change;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.Options;
import dev.newsreel.job.Render;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.limits.Gates;
import dev.newsreel.limits.Meters;
import dev.newsreel.limits.ProviderStates;
import dev.newsreel.limits.Slots;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.watch.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.client.codec.StringCodec;

class ForecastTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition P = new Partition(0);
  private static final Duration ASSUMED = Duration.ofSeconds(5 + 300 + 180 + 20);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final ProviderStates states = new ProviderStates(gates());

  private static Gates gates() {
    return gates(REDIS.get());
  }

  private static Gates gates(Redis redis) {
    Settings two = TestSettings.with("heygen.slots", "2");
    return new Gates(
        redis, two, new Gates.Held(Slots.renders(redis, two), null), new Meters(Figures.unseen()));
  }

  @BeforeEach
  void makeVideoFair() {
    for (String queue : List.of("script", "video")) {
      REDIS.get().client().getBucket(P.queue(queue) + ":fair", StringCodec.INSTANCE).set("1");
    }
  }

  // Of equal turns the older job's comes first.
  private VideoJob rendering(String feed) {
    clock.advance(Duration.ofMillis(1));
    return SampleJobs.rendering(jobs, of(feed));
  }

  private Estimate estimate(VideoJob job) {
    return new Forecast(REDIS.get(), states, clock).of(job);
  }

  private static Options of(String feed) {
    return new Options(feed, null, null, null, null, null, null, null, null);
  }

  private static void emptyQueues() {
    REDIS.get().client().getKeys().delete(P.queue("script"), P.queue("video"));
  }

  private static void occupy(int count) {
    for (int i = 0; i < count; i++) {
      REDIS
          .get()
          .client()
          .getScoredSortedSet(P.key("slots:heygen"), StringCodec.INSTANCE)
          .add(9e15, "other-" + i);
    }
  }

  @Test
  void saysThatAllSlotsAreTakenWhileAJobWaitsForOne() {
    VideoJob job = rendering("a");
    assertThat(estimate(job).waitingFor()).isNull();

    occupy(2);

    assertThat(new Forecast(REDIS.get(), new ProviderStates(gates()), clock).of(job).waitingFor())
        .isEqualTo("heygen_slots: all 2 are taken");
  }

  @Test
  void assumesTimesUntilSomeAreKnownAndSaysSo() {
    VideoJob job = SampleJobs.queued(jobs);

    assertThat(estimate(job))
        .isEqualTo(new Estimate(0L, clock.instant().plus(ASSUMED), "assumed", null));
  }

  @Test
  void learnsHowLongEachStageTakes() {
    VideoJob job = SampleJobs.scripting(jobs);
    clock.advance(Duration.ofSeconds(2));
    job = jobs.save(Change.keeping(job, job.advance(Status.RENDERING), "written"));
    Instant ordered = clock.instant();
    VideoJob rendered = job.with(d -> d.heygen = render(ordered));
    clock.advance(Duration.ofSeconds(100));
    jobs.save(Change.keeping(job, rendered.advance(Status.CAPTIONING), "completed"));

    assertThat(REDIS.get().client().getList(P.recent("script"), StringCodec.INSTANCE).readAll())
        .containsExactly((clock.millis() - 100_000) + " 2000");
    assertThat(REDIS.get().client().getList(P.recent("render"), StringCodec.INSTANCE).readAll())
        .containsExactly(clock.millis() + " 100000");
    emptyQueues();
    assertThat(estimate(SampleJobs.queued(jobs)).eta())
        .isEqualTo(clock.instant().plusSeconds(2 + 100 + 180 + 20));
  }

  private static Render render(Instant ordered) {
    return new Render(1, ordered, "hv", ordered, SampleJobs.VIDEO, null, null);
  }

  @Test
  void keepsOnlyTheNewestTimes() {
    for (int i = 0; i < 205; i++) {
      VideoJob job = SampleJobs.scripting(jobs);
      jobs.save(Change.keeping(job, job.advance(Status.RENDERING), "written"));
    }

    assertThat(REDIS.get().client().getList(P.recent("script"), StringCodec.INSTANCE)).hasSize(200);
  }

  @Test
  void countsThoseWhoComeBeforeByTheirTurns() {
    occupy(2);
    for (int i = 0; i < 10; i++) {
      rendering("a");
    }
    VideoJob last = rendering("a");
    VideoJob other = rendering("b");
    VideoJob http = SampleJobs.rendering(jobs);

    // The first one lies in the queue; then http, a, b, a, a, ...
    assertThat(estimate(http).queuePosition()).isEqualTo(1);
    assertThat(estimate(other).queuePosition()).isEqualTo(3);
    assertThat(estimate(last).queuePosition()).isEqualTo(12);
    assertThat(estimate(http).eta())
        .isEqualTo(clock.instant().plusSeconds(300 * 2 / 2 + 300 + 180 + 20));
  }

  @Test
  void seesAJobWithoutAScriptBehindItsFeedAndBeforeOthers() {
    for (int i = 0; i < 10; i++) {
      SampleJobs.rendering(jobs, of("a"));
    }
    REDIS.get().client().getKeys().delete(P.queue("script"));

    VideoJob same = SampleJobs.queued(jobs, of("a"));
    assertThat(estimate(same).queuePosition()).isEqualTo(10);
    assertThat(estimate(SampleJobs.queued(jobs)).queuePosition()).isLessThanOrEqualTo(2);
  }

  @Test
  void givesNoPlaceToWhatIsOrderedAndNothingToWhatHasEnded() {
    VideoJob ordered = SampleJobs.videoOrdered(jobs);
    clock.advance(Duration.ofSeconds(290));
    Failure why = new Failure("x", "No", ordered.status(), null, null, null, clock.instant());

    assertThat(estimate(ordered))
        .isEqualTo(new Estimate(null, clock.instant().plusSeconds(30 + 200), "assumed", null));
    assertThat(estimate(ordered.stop(Status.FAILED, why))).isEqualTo(Estimate.NONE);
  }

  @Test
  void beginsWhenAPostponedJobDoes() {
    VideoJob job = SampleJobs.queued(jobs);
    Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
    VideoJob later = SampleJobs.edge(jobs, job, d -> d.wake = new Wake("script", tomorrow));

    assertThat(estimate(later).eta()).isEqualTo(tomorrow.plus(ASSUMED));
  }

  @Test
  void saysNothingWhenRedisIsAway() throws IOException {
    FaultyLine line = new FaultyLine(TestRedis.url());
    Redis far = line.connect();
    VideoJob job = SampleJobs.queued(jobs);
    Forecast forecast = new Forecast(far, new ProviderStates(gates(far)), clock);
    assertThat(forecast.of(job).eta()).isNotNull();
    line.close();

    Forecast blind = new Forecast(far, new ProviderStates(gates(far)), clock);
    assertThat(blind.of(job)).isEqualTo(Estimate.NONE);
    far.close();
  }

  @Test
  void showsWhatIsUnderWayAndWhatComesOfItToday() {
    occupy(2);
    for (int i = 0; i < 5; i++) {
      SampleJobs.rendering(jobs, of("a"));
    }
    SampleJobs.rendering(jobs);
    VideoJob oldest = jobs.find(REDIS.members(P.all()).get(0)).orElseThrow();

    Map<String, Object> view = new Capacity(REDIS.get(), states, clock).view();

    String json = Json.write(view);
    assertThat(json)
        .contains("\"slots\":{\"limit\":2,\"learnt\":2,\"taken\":2}")
        .contains("\"video\":{\"waiting\":6,\"working\":0}")
        .contains("\"waiting_by_feed\":{\"a\":4},\"waiting_without_feed\":1")
        .contains("\"oldest\":{\"id\":\"" + oldest.id())
        .contains("\"finished_last_hour\":0")
        .contains("\"basis\":\"assumed\"");
    assertThat(view.get("forecast")).isInstanceOf(Capacity.Day.class);
  }

  @Test
  void showsAnEmptyStoreAsOne() {
    Capacity.Day day =
        (Capacity.Day) new Capacity(REDIS.get(), states, clock).view().get("forecast");

    assertThat(day.videos()).isZero();
    assertThat(day.backlogEmptyAt()).isEqualTo(clock.instant());
  }
}
