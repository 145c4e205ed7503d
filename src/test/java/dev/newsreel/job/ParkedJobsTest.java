package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.SharedRedis;
import dev.newsreel.watch.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ParkedJobsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());
  private JoinNode node;
  private VideoJob job;

  @BeforeEach
  void start() throws Exception {
    node = new JoinNode(jobs);
    job = SampleJobs.videoClaimed(jobs);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private VideoJob stored() {
    return jobs.find(job.id()).orElseThrow();
  }

  private List<String> since() {
    List<String> edges =
        new JobIndex(REDIS.get()).history(job.id()).stream().map(Event::edge).toList();
    return edges.subList(4, edges.size());
  }

  private void assertJoinedOnce() {
    assertThat(stored().status()).isEqualTo(Status.CAPTIONING);
    assertThat(stored().heygen().url()).isEqualTo(SampleJobs.VIDEO);
    assertThat(REDIS.queue("captions")).containsExactly(Map.of("key", job.id()));
    assertThat(REDIS.due()).isEmpty();
    await().untilAsserted(() -> assertThat(node.joined).containsExactly(job.id()));
    assertThat(node.failures).isEmpty();
  }

  @Test
  void parkAJobUntilItsAnswerComes() {
    node.order(job.id());

    assertThat(stored().step()).isEqualTo(Step.ORDERED);
    assertThat(stored().heygen().videoId()).isEqualTo("hv-1");
    assertThat(REDIS.due())
        .isEqualTo(Map.of("video-reconcile|" + job.id(), TestClock.START.plusSeconds(600)));
    assertThat(node.joined).isEmpty();
  }

  @Test
  void joinWhenTheOrderCameFirst() {
    node.order(job.id());
    node.answer(job.id());

    assertJoinedOnce();
    assertThat(since()).containsExactly("ordered", "completed");
  }

  @Test
  void joinWhenTheAnswerCameBeforeOurOwnCallReturned() {
    node.answer(job.id());
    node.order(job.id());

    assertJoinedOnce();
    assertThat(since()).containsExactly("completed");
  }

  @Test
  void joinOnceWhenTheOrderIsToldTwiceBeforeIt() {
    node.order(job.id());
    node.order(job.id());
    node.answer(job.id());

    assertJoinedOnce();
  }

  @Test
  void joinOnceWhenEverythingIsToldAgainAfterIt() {
    node.order(job.id());
    node.answer(job.id());
    node.answer(job.id());
    node.order(job.id());

    assertJoinedOnce();
    assertThat(since()).containsExactly("ordered", "completed");
  }

  @Test
  void ignoreAnAnswerThatComesLate() {
    node.order(job.id());
    jobs.save(Change.keeping(stored(), stored().advance(Status.CANCELLED), "cancelled"));
    VideoJob before = stored();

    node.answer(job.id());

    assertThat(stored()).isEqualTo(before);
    assertThat(REDIS.queue("captions")).isEmpty();
    assertThat(node.joined).isEmpty();
    assertThat(node.failures).isEmpty();
  }

  @Test
  void stopTheJobWhenTheAnswerIsAFailure() {
    node.order(job.id());
    node.failed(job.id());
    node.answer(job.id());

    assertThat(stored().status()).isEqualTo(Status.FAILED);
    assertThat(stored().failure().code()).isEqualTo("video_failed");
    assertThat(REDIS.queue("captions")).isEmpty();
    assertThat(REDIS.due())
        .isEqualTo(Map.of("retire|" + job.id(), TestClock.START.plus(Duration.ofDays(30))));
  }

  @Test
  void ignoreAnAnswerForAnUnknownJob() {
    String unknown = JobIds.next(0, 1);

    node.answer(unknown);
    node.order(unknown);

    assertThat(jobs.find(unknown)).isEmpty();
    assertThat(new JobIndex(REDIS.get()).history(unknown)).isEmpty();
    assertThat(node.joined).isEmpty();
    assertThat(node.failures).isEmpty();
  }

  @Test
  void giveTheWaitingJobEvenWhileItIsOnlyClaimed() {
    ParkedJobs parked = new ParkedJobs(jobs, parking(Status.RENDERING), Figures.unseen());
    DefaultCamelContext context = new DefaultCamelContext();

    assertThat(parked.get(context, job.id()).getMessage().getBody()).isEqualTo(job);
    assertThat(
            new ParkedJobs(jobs, parking(Status.CAPTIONING), Figures.unseen())
                .get(context, job.id()))
        .isNull();
    assertThat(parked.getKeys()).isEmpty();
  }

  @Test
  void refuseToBeUsedWithoutOptimisticLocking() {
    ParkedJobs parked = new ParkedJobs(jobs, parking(Status.RENDERING), Figures.unseen());

    assertThatThrownBy(
            () -> parked.add(new DefaultCamelContext(), job.id(), TestExchanges.message("k")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static ParkedJobs.Parking parking(Status awaited) {
    return new ParkedJobs.Parking() {
      @Override
      public Status awaited() {
        return awaited;
      }

      @Override
      public VideoJob park(VideoJob waiting) {
        return waiting;
      }

      @Override
      public Status next() {
        return Status.CAPTIONING;
      }
    };
  }
}
