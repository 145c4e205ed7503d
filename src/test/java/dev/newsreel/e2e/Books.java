package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Audit;
import dev.newsreel.job.JobStore;
import dev.newsreel.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Compares what a node says, what Redis holds and what the providers charge. */
record Books(String redisUrl, int partitions, TestSandbox providers, Api api) {

  /** Waits until every job is done; fails unless each of them is whole and was paid once. */
  void assertBalanced() {
    await()
        .ignoreExceptions()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () ->
                assertThat(api.videos())
                    .extracting(v -> v.path("status").asText())
                    .containsOnly("done"));
    List<JsonNode> videos = api.videos();
    assertThat(providers.bill("/heygen/videos")).isEqualTo(videos.size());
    assertThat(providers.bill("/submagic/projects")).isEqualTo(videos.size());
    try (Redis redis = Redis.connect(redisUrl, partitions)) {
      JobStore jobs =
          new JobStore(redis, "b", Clock.systemUTC(), Duration.ofDays(1), (before, after) -> {});
      Audit.Report report = new Audit(redis, jobs).run();
      assertThat(report.faults()).isEmpty();
      assertThat(report.jobs()).isEqualTo(videos.size());
    }
  }

  /** Lets renders end, however long they would take, until no job waits for one. */
  void awaitAllDone() {
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              providers.endRenders();
              List<JsonNode> videos = api.videos();
              // A node whose Redis is away lists none.
              return !videos.isEmpty()
                  && videos.stream().allMatch(v -> v.path("status").asText().equals("done"));
            });
  }

  /** Accepts jobs and waits until all of their avatar videos are ordered and noted. */
  List<String> acceptedAndOrdered(int count) {
    List<String> ids = Stream.generate(api::accepted).limit(count).toList();
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                ids.stream().noneMatch(id -> api.video(id).at("/heygen/video_id").isMissingNode()));
    return ids;
  }

  /** Asks for one more video, again and again until it is accepted. */
  String acceptedAtLast() {
    return await()
        .pollInterval(Duration.ofMillis(200))
        .until(api::postArticle, reply -> reply.status() == 202)
        .json()
        .path("id")
        .asText();
  }
}
