package dev.newsreel.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.newsreel.e2e.TestSandbox;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobIndex;
import dev.newsreel.redis.Redis;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From an older release to this one and back, while jobs are posted and made: the one alone, both
 * side by side, the other alone. Every job ends, and buys one video.
 *
 * <p>It needs a build of the older release: {@code -Dupgrade.old=<its jar>}, see docs/upgrade.md.
 * Without one it is skipped.
 */
@Tag("campaign")
class UpgradeTest {

  private static final int JOBS = 100;
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Timetable callers = new Timetable();

  @ParameterizedTest
  @CsvSource({"upgrade,TERM", "upgrade,KILL", "rollback,TERM", "rollback,KILL"})
  void liveJobsGoOnInTheOtherRelease(String way, String signal) throws IOException {
    Release older = Release.older().orElse(null);
    String needed = "NOT RUN: an upgrade needs an older release, -Dupgrade.old=<its jar>";
    if (older == null) {
      System.out.println(needed);
    }
    assumeTrue(older != null, needed);
    boolean up = way.equals("upgrade");

    try (TestSandbox providers =
            TestSandbox.start(
                "heygen.render", "2s", "submagic.render", "2s", "heygen.slots", "100");
        Rollout rollout = new Rollout(providers)) {
      Release from = up ? older : Release.present();
      Release to = up ? Release.present() : older;
      Collection<String> accepted = roll(rollout, new Step(from, to, signal));

      try (Redis redis = Redis.connect(rollout.redisUrl(), 1)) {
        Judge judge = new Judge(redis, providers, rollout.films());
        awaitRest(judge, accepted);
        Judge.Verdict verdict = judge.judge(accepted);
        List<String> faults = new ArrayList<>(callers.failures());
        faults.addAll(verdict.faults());
        long both = accepted.stream().filter(id -> nodes(redis, id) > 1).count();
        System.out.printf(
            "%s by %s: %d jobs by both, %s, %s videos, %s projects paid, %d faults%n",
            way,
            signal,
            both,
            verdict.endings(),
            verdict.bill().at("/heygen/videos"),
            verdict.bill().at("/submagic/paid"),
            faults.size());
        assertThat(faults).isEmpty();
        assertThat(both).as("jobs of which each release has made a part").isPositive();
      }
    } finally {
      callers.close();
    }
  }

  private record Step(Release from, Release to, String signal) {}

  private Collection<String> roll(Rollout rollout, Step step) {
    Orders orders = new Orders(new CampaignOptions(1, JOBS, 2, 0, TIME), rollout.door(), callers);
    Rollout.Running before = rollout.start(step.from());
    orders.begin();
    awaitAccepted(orders, JOBS / 5);
    var unused = rollout.start(step.to());
    System.out.println("Side by side from job " + orders.accepted());
    awaitAccepted(orders, Math.min(JOBS, orders.accepted() + JOBS / 4));
    rollout.end(before, step.signal());
    System.out.println("The other alone from job " + orders.accepted());
    Collection<String> accepted = orders.awaitAccepted();
    assertThat(orders.faults()).isEmpty();
    return accepted;
  }

  private static long nodes(Redis redis, String id) {
    return new JobIndex(redis).history(id).stream().map(Event::node).distinct().count();
  }

  private static void awaitAccepted(Orders orders, int count) {
    await(count + " jobs accepted")
        .pollInterval(Duration.ofMillis(50))
        .atMost(PATIENCE)
        .until(() -> orders.accepted() >= count);
  }

  private static void awaitRest(Judge judge, Collection<String> accepted) {
    Set<String> live = new HashSet<>(accepted);
    await("all jobs ended")
        .pollInterval(Duration.ofMillis(500))
        .atMost(PATIENCE)
        .until(() -> judge.allEnded(live));
  }
}
