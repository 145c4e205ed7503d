package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Money is written down by the edge that costs it: once, on its day, for its feed. */
class BooksTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition P = new Partition(0);
  private static final Options CITY =
      new Options("city|hall", null, null, null, null, null, null, null, null);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);

  private static VideoJob costs(JobStore jobs, VideoJob job, String provider, String usd) {
    Event event =
        Event.of("failed attempt").with(provider, null, null).costing(new BigDecimal(usd));
    return jobs.save(new Change(job, job.with(d -> d.result = null), event, null));
  }

  private static Map<String, String> books(String day) {
    return REDIS.hash(P.spend(day));
  }

  @Test
  void haveWhatEachProviderGotForEachFeed() {
    VideoJob job = SampleJobs.queued(jobs, CITY);

    VideoJob paid = costs(jobs, costs(jobs, job, "openai", "0.0000001"), "openai", "0.2");
    costs(jobs, SampleJobs.queued(jobs), "submagic", "0.1");

    assertThat(paid.costs().openai()).isEqualByComparingTo("0.2000001");
    assertThat(books("2026-11-22"))
        .isEqualTo(
            Map.of("openai|city|hall", "20000010", "submagic|", "10000000", "total", "30000010"));
    assertThat(REDIS.get().client().getBucket(P.spend("2026-11")).remainTimeToLive())
        .isGreaterThan(Duration.ofDays(399).toMillis());
  }

  @Test
  void beginANewDayAtMidnightOfUtc() {
    VideoJob job = costs(jobs, SampleJobs.queued(jobs), "heygen", "1");
    clock.advance(Duration.ofHours(14).minusNanos(1));
    VideoJob late = costs(jobs, job, "heygen", "2");
    clock.advance(Duration.ofNanos(1));
    costs(jobs, late, "heygen", "4");

    assertThat(books("2026-11-22")).containsEntry("total", "300000000");
    assertThat(books("2026-11-23")).containsEntry("total", "400000000");
  }

  @Test
  void stayAsTheyAreWhenAnotherEdgeCameFirst() {
    VideoJob job = SampleJobs.queued(jobs);
    costs(jobs, job, "heygen", "1");

    assertThatThrownBy(() -> costs(jobs, job, "heygen", "1")).isInstanceOf(StaleJob.class);

    assertThat(books("2026-11-22")).containsEntry("total", "100000000");
  }

  @Test
  void countAnEdgeOnceWhoseAnswerWasLost() throws Exception {
    try (FaultyLine line = new FaultyLine(TestRedis.url());
        Redis far = line.connect()) {
      JobStore there = TestJobs.store(far, "far", clock);
      VideoJob job = costs(there, SampleJobs.queued(there), "heygen", "1");

      line.cutNextAnswerTo(job.id());
      costs(there, job, "heygen", "1");

      assertThat(line.cuts()).isPositive();
    }
    assertThat(books("2026-11-22")).containsEntry("total", "200000000");
  }

  @Test
  void countFinishedVideosAndWhatWasSaved() {
    VideoJob job = SampleJobs.captioning(jobs, CITY);
    Event saved = Event.of("x").saving("cache", new BigDecimal("0.5"));
    VideoJob publishing = jobs.save(new Change(job, job.advance(Status.PUBLISHING), saved, null));
    jobs.save(Change.keeping(publishing, publishing.advance(Status.DONE), "published"));

    assertThat(books("2026-11-22"))
        .containsEntry("done|city|hall", "1")
        .containsEntry("saved.cache|city|hall", "50000000");
  }

  @Test
  void takeNoMoneyForNobody() {
    VideoJob job = SampleJobs.queued(jobs);

    assertThatThrownBy(() -> costs(jobs, job, "stranger", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> costs(jobs, job, null, "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(jobs.find(job.id()).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void areComparedWithTheJobsByTheAudit() {
    VideoJob job = costs(jobs, SampleJobs.queued(jobs), "heygen", "1");
    Audit audit = new Audit(REDIS.get(), jobs);
    assertThat(audit.run().faults()).isEmpty();

    REDIS
        .get()
        .client()
        .getMap(P.spend("2026-11-22"), org.redisson.client.codec.StringCodec.INSTANCE)
        .put("heygen|", "90000000");
    assertThat(audit.run().faults())
        .containsExactly(P.spend("2026-11-22") + ": jobs have paid 0.1 more than heygen| says");

    clock.advance(Duration.ofDays(40));
    REDIS
        .get()
        .client()
        .getMap(P.spend("2026-11-22"), org.redisson.client.codec.StringCodec.INSTANCE)
        .put("heygen|", "110000000");
    assertThat(audit.run().faults()).as("older jobs may be gone").isEmpty();
    assertThat(job.costs().total()).isEqualByComparingTo("1");
  }
}
