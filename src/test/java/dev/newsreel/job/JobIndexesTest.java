package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobIndexesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(2);
  private static final Options CITY =
      new Options("city", null, null, null, null, null, null, null, null);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);

  private VideoJob accept(int partition, Options options) {
    clock.advance(Duration.ofMillis(1));
    String id = JobIds.next(partition, clock.millis());
    jobs.accept(VideoJob.accept(id, SampleJobs.ARTICLE, options, jobs.now()), Map.of());
    return jobs.find(id).orElseThrow();
  }

  private void assertOnlyIn(Status status, String id) {
    for (Status each : Status.values()) {
      List<String> there = REDIS.members(new Partition(0).status(each.text()));
      assertThat(there.contains(id)).as("in %s while %s", each, status).isEqualTo(each == status);
    }
    assertThat(REDIS.members(new Partition(0).all())).contains(id);
    assertThat(REDIS.members(new Partition(0).feed("city"))).contains(id);
  }

  @Test
  void followEveryEdgeFromQueuedToDone() {
    VideoJob job = accept(0, CITY);
    assertOnlyIn(Status.QUEUED, job.id());
    for (Status next :
        List.of(
            Status.SCRIPTING,
            Status.RENDERING,
            Status.CAPTIONING,
            Status.PUBLISHING,
            Status.DONE)) {
      job = jobs.save(Change.keeping(job, job.advance(next), "next"));
      assertOnlyIn(next, job.id());
    }
  }

  @Test
  void countJobsByStatusInAllPartitions() {
    VideoJob first = accept(0, CITY);
    accept(1, CITY);
    accept(1, CITY);
    jobs.save(Change.keeping(first, first.advance(Status.CANCELLED), "cancelled"));

    assertThat(new JobIndex(REDIS.get()).counts())
        .containsEntry(Status.QUEUED, 2L)
        .containsEntry(Status.CANCELLED, 1L)
        .containsEntry(Status.DONE, 0L)
        .hasSize(Status.values().length);
  }

  @Test
  void findAJobByItsVideosId() {
    VideoJob job = accept(1, CITY);
    job = jobs.save(Change.keeping(job, job.advance(Status.SCRIPTING), "next"));
    job = jobs.save(Change.keeping(job, job.advance(Status.RENDERING), "next"));
    assertThat(new JobIndex(REDIS.get()).byVideoId("hv-9")).isEmpty();

    SampleJobs.edge(jobs, job, d -> d.heygen = new Render(1, null, "hv-9", null, null, null, null));

    assertThat(new JobIndex(REDIS.get()).byVideoId("hv-9")).contains(job.id());
  }

  @Test
  void givePagesNewestFirstAcrossPartitions() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(accept(i % 2, Options.NONE).id());
    }
    Collections.reverse(ids);

    assertThat(page(null, null, "", 3)).isEqualTo(ids.subList(0, 3));
    assertThat(page(null, null, ids.get(2), 3)).isEqualTo(ids.subList(3, 6));
    assertThat(page(null, null, ids.get(5), 3)).isEqualTo(ids.subList(6, 7));
    assertThat(page(null, null, ids.get(6), 3)).isEmpty();
  }

  @Test
  void givePagesOfOneStatusOrOneFeed() {
    VideoJob plain = accept(0, Options.NONE);
    VideoJob city = accept(1, CITY);
    jobs.save(Change.keeping(plain, plain.advance(Status.SCRIPTING), "next"));

    assertThat(page(Status.QUEUED, null, "", 10)).containsExactly(city.id());
    assertThat(page(Status.SCRIPTING, null, "", 10)).containsExactly(plain.id());
    assertThat(page(null, "city", "", 10)).containsExactly(city.id());
    assertThat(page(null, "no-such-feed", "", 10)).isEmpty();
  }

  @Test
  void leaveTheArticlesTextOutOfPages() {
    accept(0, Options.NONE);

    assertThat(new JobPages(REDIS.get()).page(JobPages.Wanted.ALL, "", 1).jobs())
        .first()
        .satisfies(
            j -> {
              assertThat(j.article().text()).isEmpty();
              assertThat(j.article().title()).isEqualTo(SampleJobs.ARTICLE.title());
            });
  }

  private List<String> page(Status status, String feed, String below, int limit) {
    JobPages.Wanted wanted = new JobPages.Wanted(status, feed, null, null);
    return new JobPages(REDIS.get())
        .page(wanted, below, limit).jobs().stream().map(VideoJob::id).toList();
  }
}
