package dev.newsreel.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.e2e.TestSandbox;
import dev.newsreel.job.JobIndex;
import dev.newsreel.redis.Redis;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several nodes on one Redis make videos while processes are killed and stopped, Redis dies and
 * comes back, and the providers err. When it is over every accepted job has ended, and nothing was
 * bought twice.
 *
 * <p>It is no part of the everyday tests: {@code mvn -B -Pcampaign verify}. System properties:
 * {@code campaign.seed} (2), {@code campaign.jobs} (300), {@code campaign.nodes} (by the seed, 1 to
 * 3), {@code campaign.kills} (6: killed nodes, stopped nodes, killed Redis) and {@code
 * campaign.seconds} (50: how long jobs are posted while things go wrong). A seed fixes what is
 * struck and when, and the dice of the sandbox; how the threads of the nodes meet is new in every
 * run.
 */
@Tag("campaign")
class CampaignTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PROGRESS = Duration.ofSeconds(10);
  private static final Pattern ID = Pattern.compile("v_[0-9A-Za-z_]+");

  private CampaignOptions options;
  private final Timetable clock = new Timetable();
  // Callers wait for answers: what brings Redis back must not stand in line behind them.
  private final Timetable callers = new Timetable();
  private TestSandbox providers;
  private Fleet fleet;

  static List<CampaignOptions> campaigns() {
    return CampaignOptions.given();
  }

  private void start(CampaignOptions given) throws IOException {
    options = given;
    providers =
        TestSandbox.start(
            "heygen.render", "300ms",
            "submagic.render", "300ms",
            "openai.reply", "50ms",
            "heygen.slots", "100",
            "seed", Integer.toString((int) options.seed()));
    fleet = new Fleet(options.nodes(), Map.of(), providers, clock);
  }

  @AfterEach
  void stop() {
    clock.close();
    callers.close();
    if (fleet != null) {
      fleet.close();
    }
    if (providers != null) {
      providers.close();
    }
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void everyAcceptedJobEndsAndNothingIsBoughtTwice(CampaignOptions given) throws IOException {
    start(given);
    List<Strike> strikes = Strike.plan(options);
    strikes.forEach(System.out::println);
    Orders orders = new Orders(options, fleet.door().url(), callers);

    Weather.begin(providers);
    strikes.forEach(s -> clock.after(s.at(), () -> fleet.strike(s)));
    orders.begin();
    awaitOver(orders);
    Collection<String> accepted = orders.awaitAccepted();

    try (Redis redis = Redis.connect(fleet.redisUrl(), 1)) {
      Judge judge = new Judge(redis, providers, fleet.films());
      long rest = awaitRest(judge, accepted);
      Judge.Verdict verdict = judge.judge(accepted);
      List<String> faults = new ArrayList<>(orders.faults());
      faults.addAll(clock.failures());
      faults.addAll(callers.failures());
      faults.addAll(verdict.faults());
      CampaignReport report = new CampaignReport(options, strikes, verdict, faults);
      System.out.println(
          report.text(accepted.size(), orders.repeats(), fleet.exits(), rest)
              + (faults.isEmpty() ? "" : histories(redis, faults)));
      assertThat(faults).isEmpty();
    }
  }

  private void awaitOver(Orders orders) {
    long begin = System.nanoTime();
    await()
        .pollInterval(PROGRESS.compareTo(options.time()) < 0 ? PROGRESS : options.time())
        .atMost(options.time().plusMinutes(2))
        .until(() -> told(orders, Duration.ofNanos(System.nanoTime() - begin)));
    providers.clearFaults();
    fleet.awaitReady();
  }

  private boolean told(Orders orders, Duration gone) {
    System.out.printf(
        "%6d s: %d of %d jobs accepted, %.0f videos and %.0f projects paid%n",
        gone.toSeconds(),
        orders.accepted(),
        options.jobs(),
        providers.bill().at("/heygen/videos").asDouble(),
        providers.bill().at("/submagic/paid").asDouble());
    return gone.compareTo(options.time()) >= 0;
  }

  private static long awaitRest(Judge judge, Collection<String> accepted) {
    long from = System.nanoTime();
    Set<String> live = new HashSet<>(accepted);
    try {
      await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(PATIENCE)
          .until(() -> judge.allEnded(live));
    } catch (ConditionTimeoutException stuck) {
      // The judge names those that have not ended.
    }
    return Duration.ofNanos(System.nanoTime() - from).toMillis();
  }

  private static String histories(Redis redis, List<String> faults) {
    StringBuilder text = new StringBuilder();
    faults.stream()
        .map(ID::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .distinct()
        .limit(5)
        .forEach(
            id -> {
              text.append(id).append('\n');
              new JobIndex(redis)
                  .history(id)
                  .forEach(e -> text.append("  ").append(e).append('\n'));
            });
    return text.toString();
  }
}
