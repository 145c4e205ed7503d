package dev.newsreel.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Actions;
import dev.newsreel.job.Article;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Options;
import dev.newsreel.job.Script;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.settings.TestSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NearDuplicatesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(4);
  private static final String TEXT =
      "The harbour ferries are sailing again. After four months in the dry dock the three boats left"
          + " the quay on Monday morning, each of them full to the last seat. The city has replaced"
          + " the old engines with electric ones, so quiet that passengers could hear the gulls. A"
          + " crossing takes eleven minutes and costs two euros, as it did before the winter.";
  private static final String OTHER =
      "Every Friday afternoon there is a queue in front of the fire station, and nothing is burning."
          + " Volunteers repair there what others would throw away: toasters, lamps and zips. Since"
          + " the beginning of the year they have mended a thousand things and given up on two"
          + " hundred. Nobody pays, but whoever brings something has to hold the screwdriver.";

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final Actions actions = new Actions(jobs, TestPrices.PRICES);

  private NearDuplicates gate(String mode) {
    return gate(REDIS.get(), mode);
  }

  private NearDuplicates gate(Redis redis, String mode) {
    return new NearDuplicates(redis, jobs, TestSettings.with("dedupe.near", mode));
  }

  private VideoJob job(String text) {
    Article article = new Article("T", text, null, null, null, null);
    String id = jobs.newId(Double.toString(Math.random()));
    jobs.accept(VideoJob.accept(id, article, Options.NONE, jobs.now()), Map.of());
    return taken(jobs.find(id).orElseThrow());
  }

  private VideoJob taken(VideoJob job) {
    VideoJob writing =
        job.with(
            d -> {
              d.status = Status.SCRIPTING;
              d.step = Step.CLAIMED;
            });
    return jobs.save(new Change(job, writing, Event.of("writing"), null));
  }

  private VideoJob compare(NearDuplicates gate, VideoJob job) {
    Exchange exchange = TestExchanges.taken(job);
    VideoJob after = gate.checkArticle(job, exchange);
    assertThat(exchange.isRouteStop()).isEqualTo(after.status().ended());
    return after;
  }

  private static VideoJob scripted(VideoJob job, String text) {
    BigDecimal usd = new BigDecimal("0.0003");
    Script script = new Script("T", text, 20, false, null, false, "gpt", usd);
    return job.with(d -> d.script = script);
  }

  @Test
  void holdsANearCopyAndNamesTheOther() {
    VideoJob first = compare(gate("hold"), job(TEXT));

    VideoJob held = compare(gate("hold"), job(TEXT + " All rights reserved by the publisher."));

    assertThat(first.status()).isEqualTo(Status.SCRIPTING);
    assertThat(held.status()).isEqualTo(Status.HELD);
    assertThat(held.failure().code()).isEqualTo("near_duplicate");
    assertThat(held.failure().message()).contains(first.id(), " %");
    assertThat(held.failure().next()).contains("Resume");
    assertThat(jobs.find(held.id()).orElseThrow().status()).isEqualTo(Status.HELD);
    assertThat(compare(gate("hold"), job(OTHER)).status()).isEqualTo(Status.SCRIPTING);
  }

  @Test
  void dropsANearCopyUnlessTheOtherWaitsForAPerson() {
    VideoJob first = compare(gate("drop"), job(TEXT));
    VideoJob dropped = compare(gate("drop"), job(TEXT));
    VideoJob now = jobs.find(first.id()).orElseThrow();
    actions.act(now, actions.hold(now), "k1");
    VideoJob held = compare(gate("drop"), job(TEXT));

    assertThat(dropped.status()).isEqualTo(Status.CANCELLED);
    assertThat(dropped.failure().code()).isEqualTo("near_duplicate");
    assertThat(held.status()).isEqualTo(Status.HELD);
  }

  @Test
  void letsEverythingPassUnseenWhenItIsOff() {
    compare(gate("off"), job(TEXT));

    assertThat(compare(gate("off"), job(TEXT)).status()).isEqualTo(Status.SCRIPTING);
    assertThat(REDIS.members("newsreel:{0}:near:article:times")).isEmpty();
  }

  @Test
  void doesNotLetAJobMeetItselfNorAnAnswerChangeWhenItIsRepeated() {
    VideoJob first = job(TEXT);
    assertThat(compare(gate("drop"), first).status()).isEqualTo(Status.SCRIPTING);
    assertThat(compare(gate("drop"), taken(first)).status()).isEqualTo(Status.SCRIPTING);

    VideoJob copy = job(TEXT);
    Stories stories = new Stories(REDIS.get(), jobs, Duration.ofDays(3), 0.5);
    Fingerprint print = Fingerprint.of("T\n" + TEXT).orElseThrow();
    assertThat(stories.meet("article", copy.id(), print)).isPresent();
    assertThat(compare(gate("drop"), taken(copy)).status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void makesAVideoAllTheSameWhenAPersonLetsTheJobGoOn() {
    compare(gate("hold"), job(TEXT));
    VideoJob held = compare(gate("hold"), job(TEXT));

    VideoJob resumed = taken(actions.act(held, actions.resume(held), "k1"));

    VideoJob passed = compare(gate("hold"), jobs.find(resumed.id()).orElseThrow());
    assertThat(passed.status()).isEqualTo(Status.SCRIPTING);
    VideoJob written = scripted(passed, TEXT);
    assertThat(gate("hold").checkScript(written, TestExchanges.taken(passed))).isEqualTo(written);
  }

  @Test
  void forgetsStoriesThatCameToNothingAndThoseThatAreOld() {
    VideoJob first = compare(gate("drop"), job(TEXT));
    VideoJob now = jobs.find(first.id()).orElseThrow();
    actions.act(now, actions.cancel(now), "k1");

    VideoJob second = compare(gate("drop"), job(TEXT));
    assertThat(second.status()).as("the first has come to nothing").isEqualTo(Status.SCRIPTING);
    assertThat(compare(gate("drop"), job(TEXT)).status()).isEqualTo(Status.CANCELLED);

    clock.advance(Duration.ofDays(3).plusSeconds(1));
    VideoJob later = compare(gate("drop"), job(TEXT));
    assertThat(later.status()).isEqualTo(Status.SCRIPTING);
    assertThat(REDIS.members("newsreel:{0}:near:article:times")).containsExactly(later.id());
    assertThat(REDIS.hash("newsreel:{0}:near:article:marks")).containsOnlyKeys(later.id());
    assertThat(REDIS.hash("newsreel:{0}:near:article:bands")).hasSize(24);
  }

  @Test
  void comparesScriptsTooAndKeepsTheOneThatIsPaid() {
    VideoJob first = job(OTHER);
    gate("hold").checkScript(scripted(first, TEXT), TestExchanges.taken(first));
    VideoJob second = job(TEXT);
    Exchange exchange = TestExchanges.taken(second);

    VideoJob held = gate("hold").checkScript(scripted(second, TEXT), exchange);

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(held.status()).isEqualTo(Status.HELD);
    assertThat(held.script().text()).isEqualTo(TEXT);
    assertThat(held.costUsd()).isEqualByComparingTo("0.0003");
    List<Event> history = new JobIndex(REDIS.get()).history(held.id());
    assertThat(history.get(history.size() - 1).usd()).isEqualByComparingTo("0.0003");
    assertThat(actions.resume(held).tells()).contains("with its script");
    assertThat(actions.resume(held).after().script()).isEqualTo(held.script());
  }

  @Test
  void letsExactlyOneOfFiftyPassWhenTwoNodesMeetThemAtTheSameMoment() {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<CompletableFuture<VideoJob>> all = new ArrayList<>();
    try (Redis second = Redis.connect(TestRedis.url(), 4)) {
      List<VideoJob> same = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        same.add(job(TEXT + " Copy " + i));
      }
      for (int i = 0; i < 50; i++) {
        VideoJob one = same.get(i);
        Redis node = i % 2 == 0 ? REDIS.get() : second;
        all.add(CompletableFuture.supplyAsync(() -> compare(gate(node, "drop"), one), threads));
      }
      assertThat(all.stream().map(CompletableFuture::join).map(VideoJob::status))
          .containsOnlyOnce(Status.SCRIPTING)
          .containsOnly(Status.SCRIPTING, Status.CANCELLED);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void givesTheSameAnswerWhenItWasLost() throws Exception {
    try (FaultyLine line = new FaultyLine(TestRedis.url());
        Redis far = line.connect()) {
      compare(gate(far, "drop"), job(OTHER));
      line.cutNextAnswerTo("near:article");
      assertThat(compare(gate(far, "drop"), job(TEXT)).status()).isEqualTo(Status.SCRIPTING);
      line.cutNextAnswerTo("near:article");
      assertThat(compare(gate(far, "drop"), job(TEXT)).status()).isEqualTo(Status.CANCELLED);
      assertThat(line.cuts()).isEqualTo(2);
    }
  }
}
