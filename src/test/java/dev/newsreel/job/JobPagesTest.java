package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobPagesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(2);
  private static final Options CITY =
      new Options("city-desk", null, null, null, null, null, null, null, null);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final JobPages pages = new JobPages(REDIS.get());

  private VideoJob accept(int partition, String title) {
    clock.advance(Duration.ofMillis(1));
    String id = JobIds.next(partition, clock.millis());
    URI url = URI.create("https://news.example.com/" + id.hashCode());
    Article article = new Article(title, "Text", url, null, null, null);
    jobs.accept(VideoJob.accept(id, article, CITY, jobs.now()), Map.of());
    return jobs.find(id).orElseThrow();
  }

  private List<String> found(String words) {
    return pages.page(new JobPages.Wanted(null, null, null, words), "", 50).jobs().stream()
        .map(VideoJob::id)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ÄRGER", "arger im", "hafen ärger", "city-desk ärger", "news.example.com arger"})
  void wordsAreFoundInAnyOrderCaseAndAccent(String words) {
    VideoJob wanted = accept(0, "Ärger im Hafen");
    accept(1, "Ruhe im Park");

    assertThat(found(words)).containsExactly(wanted.id());
  }

  @Test
  void aJobIsFoundByEveryIdItHas() {
    VideoJob job = accept(1, "Ferries");
    job = jobs.save(Change.keeping(job, job.advance(Status.SCRIPTING), "next"));
    job = jobs.save(Change.keeping(job, job.advance(Status.RENDERING), "next"));
    Render video = new Render(1, null, "HV-77", null, null, null, null);
    Captions captions = new Captions(List.of(), "sub-88", null, null, null, null, null);
    job =
        SampleJobs.edge(
            jobs,
            job,
            d -> {
              d.heygen = video;
              d.submagic = captions;
            });

    assertThat(found("hv-77")).containsExactly(job.id());
    assertThat(found("sub-88")).containsExactly(job.id());
    assertThat(found(job.id())).containsExactly(job.id());
    assertThat(found("%")).isEmpty();
    assertThat(found("ferries.")).isEmpty();
  }

  @Test
  void aJobOfAnOlderVersionIsFoundByWhatIsStoredOfIt() {
    VideoJob job = accept(0, "Ferries");
    REDIS.get().client().getMap(new Partition(0).job(job.id())).fastRemove("find");

    assertThat(found("FERRIES")).containsExactly(job.id());
  }

  @Test
  void pagesOfASearchAreCompleteAcrossPartitions() {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      VideoJob job = accept(i % 3 == 0 ? 0 : 1, i % 4 == 0 ? "Needle " + i : "Hay " + i);
      if (i % 4 == 0) {
        wanted.add(0, job.id());
      }
    }

    List<String> seen = new ArrayList<>();
    String below = "";
    while (below != null) {
      JobPages.Page page =
          pages.page(new JobPages.Wanted(null, "city-desk", null, "needle"), below, 3);
      page.jobs().forEach(job -> seen.add(job.id()));
      below = page.next();
    }

    assertThat(seen).isEqualTo(wanted);
  }

  @Test
  void jobsAreListedByTheirCause() {
    VideoJob job = accept(0, "Ferries");
    Failure why = new Failure("no_luck", "No", Status.QUEUED, null, null, null, jobs.now());
    jobs.save(Change.keeping(job, job.stop(Status.FAILED, why), "failed"));
    accept(0, "Others");

    JobPages.Wanted wanted = new JobPages.Wanted(null, null, "failed.no_luck.queued.-", null);

    assertThat(pages.page(wanted, "", 5).jobs()).extracting(VideoJob::id).containsExactly(job.id());
    assertThat(pages.page(new JobPages.Wanted(null, null, "failed.no_luck", null), "", 5).jobs())
        .isEmpty();
  }
}
