package dev.newsreel.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.Pace;
import dev.newsreel.job.Render;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.Usd;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes reach for the same last dollars at the same moment, while others are being paid. */
class BudgetRaceTest {

  private static final int KEYS = 120;

  private static void paid(BudgetNode node, VideoJob ready) {
    VideoJob job =
        SampleJobs.edge(
            node.jobs,
            ready,
            d -> {
              d.step = Step.CLAIMED;
              d.heygen = new Render(1, node.jobs.now(), null, null, null, null, null);
            });
    Render video =
        new Render(
            1, null, "hv-1", null, SampleJobs.VIDEO, new BigDecimal("14"), new BigDecimal("0.7"));
    VideoJob after = job.with(d -> d.heygen = video).advance(Status.CAPTIONING);
    Event event = Event.of("completed").with("heygen", "hv-1", null).costing(video.costUsd());
    VideoJob captioning = node.jobs.save(new Change(job, after, event, null));
    VideoJob done = captioning.with(d -> d.heygen = video).advance(Status.PUBLISHING);
    Event last = Event.of("completed").with("submagic", "p", null).costing(new BigDecimal("0.1"));
    node.jobs.save(new Change(captioning, done, last, null));
  }

  private static List<String> jobs(BudgetNode node) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      ids.add(SampleJobs.rendering(node.jobs).id());
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void neverSpendMoreThanTheCap(int partitions) throws Exception {
    TestRedis.empty().close();
    // The scripts of all jobs, and forty videos.
    String cap =
        new BigDecimal("0.0001")
            .multiply(BigDecimal.valueOf(KEYS))
            .add(new BigDecimal("32"))
            .toPlainString();
    try (Redis left = Redis.connect(TestRedis.url(), partitions);
        Redis right = Redis.connect(TestRedis.url(), partitions)) {
      BudgetNode here = new BudgetNode(left, Clock.systemUTC(), "budget.daily-usd", cap);
      BudgetNode there = new BudgetNode(right, Clock.systemUTC(), "budget.daily-usd", cap);
      List<String> ids = jobs(here);
      Set<String> bought = ConcurrentHashMap.newKeySet();

      Pace.race(
          pairs(ids),
          Duration.ofMillis(12),
          pair -> buy(here, pair.substring(0, pair.indexOf(' ')), bought),
          pair -> buy(there, pair.substring(pair.indexOf(' ') + 1), bought));

      assertThat(bought.size()).as("jobs that got money").isLessThanOrEqualTo(40);
      assertThat(spent(here)).isLessThanOrEqualTo(new BigDecimal(cap));
      // What another one has set aside just now is free again a moment later.
      ids.stream().filter(id -> !bought.contains(id)).forEach(id -> buy(here, id, bought));
      assertThat(bought).as("and no dollar is left lying").hasSize(40);
      assertThat(spent(here)).isEqualByComparingTo(cap);
      assertThat(here.reservations.all()).isEmpty();
      assertThat(here.reservations.open()).containsEntry("total", 0L);
    }
  }

  private static BigDecimal spent(BudgetNode node) {
    return Usd.of(node.reservations.spent(null, node.jobs.now()).get(0));
  }

  // Neighbours swap sides, so that the cap is met by different jobs at the same moment.
  private static List<String> pairs(List<String> ids) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += 2) {
      pairs.add(ids.get(i) + " " + ids.get(i + 1));
    }
    return pairs;
  }

  private static void buy(BudgetNode node, String id, Set<String> bought) {
    if (node.reserves(id)) {
      assertThat(bought.add(id)).isTrue();
      paid(node, node.jobs.find(id).orElseThrow());
    }
  }
}
