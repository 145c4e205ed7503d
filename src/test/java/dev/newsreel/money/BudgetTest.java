package dev.newsreel.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Attempts;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.Options;
import dev.newsreel.job.Render;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.Usd;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.settings.TestSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A sample job's video is 12 seconds long, its script was 0.0001 USD: 14 seconds and a minute of
 * captions, 0.80 USD, are set aside for it.
 */
class BudgetTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final BigDecimal NEED = new BigDecimal("0.8");

  private final TestClock clock = new TestClock();

  private BudgetNode node(String... settings) {
    return new BudgetNode(REDIS.get(), clock, settings);
  }

  private static BigDecimal open(BudgetNode node) {
    return Usd.of(node.reservations.open().getOrDefault("total", 0L));
  }

  private static Options of(String feed) {
    return new Options(feed, null, null, null, null, null, null, null, null);
  }

  private static VideoJob claimed(BudgetNode node, VideoJob job) {
    return SampleJobs.edge(
        node.jobs,
        node.find(job),
        d -> {
          d.step = Step.CLAIMED;
          d.heygen = new Render(1, node.jobs.now(), null, null, null, null, null);
        });
  }

  private static VideoJob answered(BudgetNode node, VideoJob job) {
    Render video =
        new Render(
            1, null, "hv-1", null, SampleJobs.VIDEO, new BigDecimal("13"), new BigDecimal("0.65"));
    VideoJob after = job.with(d -> d.heygen = video).advance(Status.CAPTIONING);
    Event event = Event.of("completed").with("heygen", "hv-1", null).costing(video.costUsd());
    return node.jobs.save(new Change(job, after, event, null));
  }

  @Test
  void asksRedisNothingWithoutACap() {
    BudgetNode node = node();

    assertThat(node.reserves("v_unknown")).isTrue();
    assertThat(node.reservations.all()).isEmpty();
  }

  @Test
  void isSetAsideOnceHoweverOftenItIsAskedFor() {
    BudgetNode node = node("budget.daily-usd", "5");
    VideoJob job = SampleJobs.rendering(node.jobs);

    assertThat(node.reserves(job)).isTrue();
    assertThat(node.reserves(job)).isTrue();

    assertThat(open(node)).isEqualByComparingTo(NEED);
  }

  @Test
  void becomesWhatIsPaidAndIsGivenBackAtTheEnd() {
    BudgetNode node = node("budget.daily-usd", "5");
    VideoJob job = SampleJobs.rendering(node.jobs);
    node.reserves(job);

    VideoJob captioning = answered(node, claimed(node, job));
    assertThat(open(node)).as("the captions").isEqualByComparingTo("0.1");
    assertThat(node.reserves(captioning)).isTrue();

    SampleJobs.edge(node.jobs, captioning, d -> d.status = Status.PUBLISHING);
    assertThat(open(node)).isEqualByComparingTo("0");
    assertThat(node.reservations.open()).containsOnlyKeys("total");
    assertThat(node.reservations.spent(null, clock.instant()))
        .containsExactly(65_010_000L, 65_010_000L, 65_010_000L);
  }

  @Test
  void isGivenBackWhenAnOrderGoesBackAndWhenItsJobStops() {
    BudgetNode node = node("budget.daily-usd", "5");
    VideoJob back = SampleJobs.rendering(node.jobs);
    VideoJob held = SampleJobs.rendering(node.jobs);
    node.reserves(back);
    node.reserves(held);

    SampleJobs.edge(node.jobs, claimed(node, back), d -> d.step = Step.READY);
    assertThat(open(node)).isEqualByComparingTo(NEED);
    stop(node, node.find(held), Status.HELD, "held_by_person");

    assertThat(open(node)).isEqualByComparingTo("0");
  }

  private static VideoJob stop(BudgetNode node, VideoJob job, Status ending, String code) {
    Failure why = new Failure(code, "No", job.status(), null, null, null, node.jobs.now());
    return node.jobs.save(Change.keeping(job, job.stop(ending, why), ending.text()));
  }

  @Test
  void staysForACancelledOrderUntilItsAnswerIsPaid() {
    BudgetNode node = node("budget.daily-usd", "5");
    VideoJob job = SampleJobs.rendering(node.jobs);
    node.reserves(job);
    VideoJob cancelled = stop(node, claimed(node, job), Status.CANCELLED, "cancelled");

    assertThat(open(node)).as("the video, no captions").isEqualByComparingTo("0.7");

    Render video =
        new Render(1, null, "hv-1", null, SampleJobs.VIDEO, BigDecimal.TEN, new BigDecimal("0.5"));
    VideoJob paid = cancelled.with(d -> d.heygen = video);
    Event event = Event.of("completed").with("heygen", "hv-1", null).costing(video.costUsd());
    node.jobs.save(new Change(cancelled, paid, event, null));
    assertThat(open(node)).isEqualByComparingTo("0");
  }

  @Test
  void isNotWaitedForForEverWhenACancelledOrderIsNeverAnswered() {
    BudgetNode node = node("budget.daily-usd", "5");
    VideoJob job = SampleJobs.rendering(node.jobs);
    node.reserves(job);
    stop(node, claimed(node, job), Status.CANCELLED, "cancelled");

    node.sweep.run(clock.instant());
    assertThat(open(node)).isEqualByComparingTo("0.7");

    clock.advance(Duration.ofHours(5));
    node.sweep.run(clock.instant());
    assertThat(open(node)).isEqualByComparingTo("0");
  }

  @Test
  void makesAJobWaitUntilTheDayIsOverWithOneLineOfHistory() {
    BudgetNode node = node("budget.daily-usd", "0.79", "budget.recheck", "1m");
    VideoJob job = SampleJobs.rendering(node.jobs);
    int lines = new JobIndex(REDIS.get()).history(job.id()).size();

    assertThat(node.reserves(job)).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(node.reserves(job)).isFalse();

    VideoJob waits = node.find(job);
    assertThat(new JobIndex(REDIS.get()).history(job.id())).hasSize(lines + 1);
    assertThat(waits.status()).isEqualTo(Status.RENDERING);
    assertThat(waits.attempts().count()).isZero();
    assertThat(waits.attempts().cause()).startsWith("budget_day: the cap of 0.79 USD a day");
    assertThat(REDIS.due())
        .isEqualTo(Map.of("video|" + job.id(), TestClock.START.plusSeconds(120)));
    assertThat(node.reservations.waits()).isEqualTo(Map.of(job.id(), "day"));
  }

  @Test
  void takesAsMuchPatienceFromAWaitingJobAsItGives() {
    BudgetNode node = node("budget.daily-usd", "0");
    VideoJob job =
        SampleJobs.edge(
            node.jobs,
            SampleJobs.rendering(node.jobs),
            d -> d.attempts = new Attempts(2, clock.instant(), "heygen_down: away"));

    node.reserves(job);

    assertThat(node.find(job).attempts().count()).isEqualTo(2);
    assertThat(node.find(job).attempts().since()).isNull();
    assertThat(node.find(job).attempts().cause()).contains("waits until the cap is raised");
  }

  @Test
  void letsAWaitingJobGoOnWhenTheCapIsRaisedAndOnTheNextDay() {
    BudgetNode poor = node("budget.daily-usd", "1");
    VideoJob first = SampleJobs.rendering(poor.jobs);
    VideoJob second = SampleJobs.rendering(poor.jobs);
    VideoJob third = SampleJobs.rendering(poor.jobs);
    assertThat(poor.reserves(first)).isTrue();
    assertThat(poor.reserves(second)).isFalse();
    assertThat(node("budget.daily-usd", "2").reserves(second)).isTrue();
    assertThat(poor.reservations.waits()).isEmpty();
    assertThat(poor.reserves(third)).isFalse();
    answered(poor, claimed(poor, first));
    answered(poor, claimed(poor, second));

    assertThat(poor.reserves(third)).isFalse();
    clock.advance(Duration.ofHours(14));

    assertThat(poor.reserves(third)).as("only captions are open").isTrue();
  }

  @Test
  void countsWhatIsSetAsideWhenTheDayChangesAgainstTheNewDay() {
    BudgetNode node = node("budget.daily-usd", "1");
    assertThat(node.reserves(SampleJobs.rendering(node.jobs))).isTrue();
    clock.advance(Duration.between(clock.instant(), Instant.parse("2026-11-23T00:00:00Z")));

    assertThat(node.reserves(SampleJobs.rendering(node.jobs))).isFalse();
  }

  @Test
  void waitsForTheNextMonthByThatOfUtc() {
    BudgetNode node = node("budget.monthly-usd", "1", "budget.recheck", "30d");
    VideoJob first = SampleJobs.rendering(node.jobs);
    VideoJob second = SampleJobs.rendering(node.jobs);
    node.reserves(first);
    answered(node, claimed(node, first));

    assertThat(node.reserves(second)).isFalse();
    assertThat(node.find(second).attempts().cause())
        .startsWith("budget_month")
        .contains("2026-12-01T00:00:00Z");
    assertThat(REDIS.due()).containsValue(Instant.parse("2026-12-01T00:00:00Z"));

    clock.advance(Duration.ofDays(9));
    assertThat(node.reserves(second)).isTrue();
  }

  @Test
  void keepsEachFeedWithinItsOwnAndLeavesOthersAlone() {
    BudgetNode node = node("budget.feed-daily-usd", "0.9");
    String odd = "a|b {0} %s \"ü\" 7 9";
    node.feeds.put("rich", new BigDecimal("1.7"));

    assertThat(node.reserves(SampleJobs.rendering(node.jobs, of(odd)))).isTrue();
    assertThat(node.reserves(SampleJobs.rendering(node.jobs, of(odd)))).isFalse();
    assertThat(node.reserves(SampleJobs.rendering(node.jobs, of("b")))).isTrue();
    assertThat(node.reserves(SampleJobs.rendering(node.jobs, of("rich")))).isTrue();
    assertThat(node.reserves(SampleJobs.rendering(node.jobs, of("rich")))).isTrue();
    assertThat(node.reserves(SampleJobs.rendering(node.jobs))).as("no feed, no cap").isTrue();

    assertThat(node.reservations.open()).containsEntry("feed|" + odd, Usd.units(NEED));
  }

  @Test
  void holdsAVideoThatIsTooDearByItself() {
    BudgetNode node = node("budget.video-usd", "0.8");
    VideoJob job = SampleJobs.rendering(node.jobs);

    assertThat(node.reserves(job)).isFalse();

    VideoJob held = node.find(job);
    assertThat(held.status()).isEqualTo(Status.HELD);
    assertThat(held.failure().code()).isEqualTo("budget_video");
    assertThat(held.failure().message()).contains("0.8001 USD");
    assertThat(held.failure().next()).contains("budget.video-usd");
    assertThat(node("budget.video-usd", "0.9").reserves(SampleJobs.rendering(node.jobs))).isTrue();
  }

  @Test
  void neverStopsAnOrderThatMayHaveBeenMade() {
    BudgetNode node = node("budget.daily-usd", "0", "budget.video-usd", "0");

    assertThat(node.reserves(SampleJobs.videoClaimed(node.jobs))).isTrue();
    assertThat(open(node)).isEqualByComparingTo(NEED);
  }

  @Test
  void isFoundAgainByTheSweepWhenANodeDiedAfterAnEdge() {
    BudgetNode node = node("budget.daily-usd", "1");
    VideoJob job = SampleJobs.rendering(node.jobs);
    node.reserves(job);
    node.dieAfterEdges();
    SampleJobs.edge(
        node.jobs, answered(node, claimed(node, job)), d -> d.status = Status.PUBLISHING);
    assertThat(open(node)).isEqualByComparingTo(NEED);

    BudgetNode next = node("budget.daily-usd", "2");
    assertThat(next.reserves(SampleJobs.rendering(next.jobs))).as("too much is counted").isFalse();

    assertThat(open(next)).isEqualByComparingTo("0");
    assertThat(next.reserves(SampleJobs.rendering(next.jobs))).isTrue();
  }

  @Test
  void staysForAJobThatOnlyANewerReleaseCanRead() {
    BudgetNode node = node("budget.daily-usd", "1");
    VideoJob job = SampleJobs.rendering(node.jobs);
    node.reserves(job);
    SampleJobs.newer(REDIS.get(), job);

    node.sweep.run(clock.instant());

    assertThat(open(node)).isEqualByComparingTo(NEED);
  }

  @Test
  void staysForAJobThatANodeWasAboutToClaim() {
    BudgetNode node = node("budget.daily-usd", "1");
    VideoJob job = SampleJobs.rendering(node.jobs);
    node.reserves(job);

    node.sweep.run(clock.instant());

    assertThat(open(node)).isEqualByComparingTo(NEED);
  }

  @Test
  void isNotTakenAwayByAWordThatComesLate() {
    BudgetNode node = node("budget.daily-usd", "5");
    VideoJob scripting = SampleJobs.scripting(node.jobs);
    node.reserves(scripting);
    node.dieAfterEdges();
    VideoJob written = scripting.with(d -> d.script = SampleJobs.SCRIPT).advance(Status.RENDERING);
    VideoJob ready = node.jobs.save(Change.keeping(scripting, written, "script written"));
    node.reserves(ready);

    node.budget.saved(scripting, ready);

    assertThat(open(node)).isEqualByComparingTo(NEED);
  }

  @Test
  void tellsOnceForEachPeriodThatMostOfItIsGone() {
    BudgetNode node = node("budget.daily-usd", "1", "budget.monthly-usd", "100");
    BudgetNode other = node("budget.daily-usd", "1", "budget.monthly-usd", "100");
    VideoJob job = SampleJobs.rendering(node.jobs);

    assertThat(tells(node, job)).containsExactly("ok", "told day");
    assertThat(tells(other, SampleJobs.rendering(node.jobs))).containsExactly("day");

    clock.advance(Duration.ofDays(1));
    assertThat(tells(other, SampleJobs.rendering(node.jobs))).containsExactly("day", "told day");
  }

  private List<Object> tells(BudgetNode by, VideoJob job) {
    Caps caps =
        Caps.of(TestSettings.with("budget.daily-usd", "1", "budget.monthly-usd", "100"), Map::of);
    return by.reservations.take(new Reservations.Wish(job, NEED, false), caps, clock.instant());
  }

  @Test
  void isSetAsideOnceWhenTheAnswerOfRedisIsLost() throws Exception {
    try (FaultyLine line = new FaultyLine(TestRedis.url());
        Redis far = line.connect()) {
      BudgetNode node = new BudgetNode(far, clock, "budget.daily-usd", "2");
      node.reserves(SampleJobs.rendering(node.jobs));
      VideoJob job = SampleJobs.rendering(node.jobs);
      node.reserves(claimed(node, job));

      line.cutNextAnswerTo("money:reserved");
      VideoJob third = SampleJobs.rendering(node.jobs);
      boolean may = node.reserves(third);

      assertThat(line.cuts()).isPositive();
      assertThat(may).isFalse();
      line.cutNextAnswerTo("money:sums");
      answered(node, node.find(job));
      assertThat(line.cuts()).isEqualTo(2);
      assertThat(open(node)).as("the first one, and captions").isEqualByComparingTo("0.9");
    }
  }

  @Test
  void tellsThatMostIsGoneAlthoughTheFirstAnswerIsLost() throws Exception {
    try (FaultyLine line = new FaultyLine(TestRedis.url());
        Redis far = line.connect()) {
      BudgetNode node = new BudgetNode(far, clock, "budget.daily-usd", "100");
      node.reserves(SampleJobs.rendering(node.jobs));
      VideoJob job = SampleJobs.rendering(node.jobs);

      line.cutNextAnswerTo("money:told");

      assertThat(tells(node, job)).containsExactly("day", "told day");
      assertThat(line.cuts()).isOne();
      assertThat(tells(node, job)).containsExactly("day");
    }
  }
}
