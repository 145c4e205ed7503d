package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.SharedRedis;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamReadGroupArgs;

class JobWakesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Instant LATER = TestClock.START.plusSeconds(600);
  private static final Options TOLD =
      new Options(
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          URI.create("https://asker.example.com/told"),
          null);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());

  @Test
  void putAnAcceptedJobIntoTheFirstQueue() {
    VideoJob job = SampleJobs.queued(jobs);

    assertThat(REDIS.queue("script")).containsExactly(Map.of("key", job.id()));
    assertThat(REDIS.due()).isEmpty();
  }

  @Test
  void putAnAdvancedJobIntoTheNextQueue() {
    VideoJob job = SampleJobs.rendering(jobs);

    assertThat(REDIS.queue("video")).containsExactly(Map.of("key", job.id()));
  }

  @Test
  void doNothingWhenTheWakeIsTheSame() {
    VideoJob job = SampleJobs.videoClaimed(jobs);

    assertThat(REDIS.queue("video")).containsExactly(Map.of("key", job.id()));
  }

  @Test
  void putALaterWakeIntoTheDueSet() {
    VideoJob job = SampleJobs.queued(jobs);

    SampleJobs.edge(jobs, job, d -> d.wake = new Wake("video-answers", LATER));

    assertThat(REDIS.due()).isEqualTo(Map.of("video-answers|" + job.id(), LATER));
    assertThat(REDIS.queue("video-answers")).isEmpty();
  }

  @Test
  void replaceALaterWakeByAnother() {
    VideoJob job = SampleJobs.queued(jobs);
    VideoJob waiting = SampleJobs.edge(jobs, job, d -> d.wake = new Wake("a", LATER));

    SampleJobs.edge(jobs, waiting, d -> d.wake = new Wake("b", LATER.plusSeconds(1)));

    assertThat(REDIS.due()).isEqualTo(Map.of("b|" + job.id(), LATER.plusSeconds(1)));
  }

  @Test
  void takeTheLaterWakeAwayWhenTheJobGoesOnOrEnds() {
    VideoJob going = SampleJobs.videoOrdered(jobs);
    VideoJob ending = SampleJobs.videoOrdered(jobs);
    assertThat(REDIS.due()).hasSize(2);

    jobs.save(Change.keeping(going, going.advance(Status.CAPTIONING), "next"));
    jobs.save(Change.keeping(ending, ending.advance(Status.FAILED), "failed"));

    assertThat(REDIS.due())
        .isEqualTo(Map.of("retire|" + ending.id(), TestClock.START.plus(Duration.ofDays(30))));
    assertThat(REDIS.queue("captions")).containsExactly(Map.of("key", going.id()));
  }

  @Test
  void lookOnceMoreAtAnOrderThatAPersonHasCancelled() {
    VideoJob cancelled = SampleJobs.videoOrdered(jobs);

    jobs.save(Change.keeping(cancelled, cancelled.advance(Status.CANCELLED), "cancelled"));

    assertThat(REDIS.due())
        .containsOnlyKeys("retire|" + cancelled.id(), "video-answers|" + cancelled.id());
  }

  @Test
  void tellTheAskerOnceThatTheJobHasEnded() {
    VideoJob told = SampleJobs.queued(jobs, TOLD);
    VideoJob untold = SampleJobs.queued(jobs);
    assertThat(REDIS.queue("notify")).isEmpty();

    jobs.save(Change.keeping(told, told.advance(Status.FAILED), "failed"));
    jobs.save(Change.keeping(untold, untold.advance(Status.FAILED), "failed"));

    assertThat(REDIS.queue("notify")).containsExactly(Map.of("key", told.id()));
  }

  @Test
  void settleTheQueueEntryWithTheEdge() {
    VideoJob job = SampleJobs.queued(jobs);
    Receipt receipt = read("script");

    VideoJob waiting = job.with(d -> d.wake = new Wake("script", LATER));
    jobs.save(new Change(job, waiting, Event.of("failed attempt"), receipt));

    RStream<String, String> stream = REDIS.stream(receipt.stream());
    assertThat(stream.getPendingInfo(Partition.GROUP).getTotal()).isZero();
    assertThat(REDIS.queue("script")).isEmpty();
    assertThat(receipt.isSettled()).isTrue();
  }

  @Test
  void leaveTheQueueEntryWhenAnotherEdgeCameFirst() {
    VideoJob job = SampleJobs.queued(jobs);
    Receipt receipt = read("script");
    SampleJobs.edge(jobs, job, d -> d.status = Status.SCRIPTING);

    assertThatThrownBy(
            () ->
                jobs.save(
                    new Change(job, job.advance(Status.SCRIPTING), Event.of("late"), receipt)))
        .isInstanceOf(StaleJob.class);

    assertThat(REDIS.stream(receipt.stream()).getPendingInfo(Partition.GROUP).getTotal()).isOne();
    assertThat(receipt.isSettled()).isFalse();
  }

  @Test
  void queueWhatWeWereToldOnceForEachEvent() {
    VideoJob job = SampleJobs.queued(jobs);

    assertThat(jobs.notify("evt-1", "video-answers", job.id(), "hv-1")).isEqualTo(Told.NEWS);
    assertThat(jobs.notify("evt-1", "video-answers", job.id(), "hv-1")).isEqualTo(Told.REPEATED);
    assertThat(jobs.notify("evt-2", "video-answers", job.id(), "hv-1")).isEqualTo(Told.NEWS);
    assertThat(jobs.notify("evt-3", "video-answers", "v_01kapbc000abcdefghjkmnpq00", "hv-1"))
        .isEqualTo(Told.UNKNOWN_JOB);

    assertThat(REDIS.queue("video-answers")).hasSize(2);
    assertThat(REDIS.queue("video-answers").get(0))
        .containsEntry("key", job.id())
        .containsEntry("body", "hv-1");
  }

  private static Receipt read(String queue) {
    String key = new Partition(0).queue(queue);
    RStream<String, String> stream = REDIS.stream(key);
    stream.createGroup(StreamCreateGroupArgs.name(Partition.GROUP).id(StreamMessageId.ALL));
    return new Receipt(
        key,
        stream
            .readGroup(Partition.GROUP, "reader", StreamReadGroupArgs.neverDelivered())
            .keySet()
            .iterator()
            .next()
            .toString(),
        "reader");
  }
}
