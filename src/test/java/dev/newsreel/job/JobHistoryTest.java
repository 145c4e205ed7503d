package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.SharedRedis;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobHistoryTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);

  @Test
  void tellsEveryEdgeInOrder() {
    VideoJob job = SampleJobs.videoClaimed(jobs);

    assertThat(new JobIndex(REDIS.get()).history(job.id()))
        .extracting(Event::edge)
        .containsExactly("accepted", "changed", "script written", "changed");
    assertThat(new JobIndex(REDIS.get()).history(job.id()))
        .extracting(Event::status)
        .containsExactly(Status.QUEUED, Status.SCRIPTING, Status.RENDERING, Status.RENDERING);
    assertThat(new JobIndex(REDIS.get()).history(job.id()))
        .extracting(Event::step)
        .containsExactly(Step.READY, Step.CLAIMED, Step.READY, Step.CLAIMED);
  }

  @Test
  void tellsWhenWhereWhyWithWhomAndForHowMuch() {
    VideoJob job = SampleJobs.videoClaimed(jobs);
    clock.advance(Duration.ofSeconds(3));
    Event event =
        Event.of("ordered")
            .because("it was time")
            .with("heygen", "hv-1", "req-1")
            .costing(new BigDecimal("0.80"))
            .by("a1b2c3");
    Attempts second = Attempts.NONE.another("broke", jobs.now()).another("broke", jobs.now());

    jobs.save(new Change(job, job.with(d -> d.attempts = second), event, null));

    List<Event> history = new JobIndex(REDIS.get()).history(job.id());
    assertThat(history.get(history.size() - 1))
        .isEqualTo(
            new Event(
                TestClock.START.plusSeconds(3),
                "node-1",
                "ordered",
                Status.RENDERING,
                Step.CLAIMED,
                2,
                "it was time",
                "heygen",
                "hv-1",
                "req-1",
                null,
                new BigDecimal("0.8"),
                null,
                "a1b2c3"));
  }

  @Test
  void namesTheNodeThatSavedEachEdge() {
    VideoJob job = SampleJobs.queued(jobs);
    JobStore other = TestJobs.store(REDIS.get(), "node-2", clock);

    SampleJobs.edge(other, job, d -> d.status = Status.SCRIPTING);

    assertThat(new JobIndex(REDIS.get()).history(job.id()))
        .extracting(Event::node)
        .containsExactly("node-1", "node-2");
  }

  @Test
  void isEmptyForAnUnknownJob() {
    assertThat(new JobIndex(REDIS.get()).history(JobIds.next(0, 1))).isEmpty();
  }
}
