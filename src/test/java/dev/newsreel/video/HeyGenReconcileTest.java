package dev.newsreel.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.Render;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeyGenReconcileTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Duration DEADLINE = Duration.ofHours(3);
  private static final Duration AFTER = Duration.ofMinutes(10);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final HeyGenReconcile reconcile =
      new HeyGenReconcile(
          jobs, new JobTimers(REDIS.get()), TestSettings.with("heygen.api-key", "test-key"));

  private VideoJob ordered(String videoId) {
    VideoJob job = SampleJobs.videoOrdered(jobs);
    return SampleJobs.edge(
        jobs,
        job,
        d -> d.heygen = new Render(1, jobs.now(), videoId, jobs.now(), null, null, null));
  }

  private Exchange ask(VideoJob... about) {
    Exchange exchange = TestExchanges.message("none");
    reconcile.ask(Arrays.stream(about).map(VideoJob::id).toList(), exchange);
    return exchange;
  }

  private void told(Exchange exchange, int status, String body) {
    reconcile.read(TestExchanges.answered(exchange, status, body));
  }

  private static Map<String, Instant> due(String queue, Instant at, VideoJob... about) {
    return Stream.of(about).collect(Collectors.toMap(j -> queue + "|" + j.id(), j -> at));
  }

  private static Map<String, String> message(VideoJob job, String videoId) {
    return Map.of("key", job.id(), "body", videoId);
  }

  private VideoJob stored(VideoJob job) {
    return jobs.find(job.id()).orElseThrow();
  }

  @Test
  void asksForAllThatStillWaitAtOnceAndPlansTheNextQuestion() {
    VideoJob one = ordered("hv-1");
    VideoJob two = ordered("hv-2");
    VideoJob claimed = SampleJobs.videoClaimed(jobs);
    VideoJob past = SampleJobs.captioning(jobs);
    clock.advance(AFTER);

    Exchange exchange = ask(one, past, claimed, two);

    assertThat(exchange.isRouteStop()).isFalse();
    assertThat(exchange.getMessage().getHeaders())
        .isEqualTo(
            Map.of(
                "x-api-key",
                "test-key",
                Exchange.HTTP_METHOD,
                "GET",
                Exchange.HTTP_QUERY,
                "video_ids=hv-1,hv-2"));
    assertThat(exchange.getMessage().getBody()).isNull();
    assertThat(REDIS.due())
        .isEqualTo(due("video-reconcile", clock.instant().plus(AFTER), one, two));
    assertThat(List.of(stored(one), stored(two))).containsExactly(one, two);
  }

  @Test
  void asksNothingWhenNobodyWaits() {
    Exchange exchange = ask(SampleJobs.videoClaimed(jobs), SampleJobs.captioning(jobs));

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(REDIS.due()).isEmpty();
  }

  @Test
  void hasAnOrderReadByItselfWhenItsTimeIsOver() {
    VideoJob late = ordered("hv-1");
    clock.advance(DEADLINE);
    VideoJob fresh = ordered("hv-2");

    told(ask(late, fresh), 200, "{\"data\":[{\"id\":\"hv-1\",\"status\":\"processing\"}]}");

    assertThat(REDIS.queue("video-answers")).containsExactly(message(late, ""));
    assertThat(stored(late)).as("HeyGen has the last word").isEqualTo(late);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"data\":%s}", "{\"data\":{\"videos\":%s}}"})
  void hasReadWhatHasEndedAndNothingElse(String answer) {
    VideoJob completed = ordered("hv-1");
    VideoJob failed = ordered("hv-2");
    VideoJob running = ordered("hv-3");
    VideoJob missing = ordered("hv-4");
    String list =
        "[{\"id\":\"hv-1\",\"status\":\"completed\"},{\"video_id\":\"hv-2\",\"status\":\"failed\"},"
            + "{\"id\":\"hv-3\",\"status\":\"processing\"},"
            + "{\"id\":\"hv-9\",\"status\":\"completed\"}]";

    told(ask(completed, failed, running, missing), 200, answer.formatted(list));

    assertThat(REDIS.queue("video-answers"))
        .containsExactly(message(completed, ""), message(failed, ""));
    assertThat(stored(completed)).isEqualTo(completed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 | {\"error\":{\"code\":\"not_found\"}}",
        "405 | {}",
        "200 | {\"data\":{}}",
        "200 | {\"data\":null}",
        "200 | <html>"
      })
  void hasEveryVideoReadByItselfWhenTheAnswerSaysNothing(int status, String body) {
    VideoJob one = ordered("hv-1");
    VideoJob two = ordered("hv-2");

    told(ask(one, two), status, body);

    assertThat(REDIS.queue("video-answers")).containsExactly(message(one, ""), message(two, ""));
  }

  @Test
  void leavesAJobThatOnlyANewerReleaseCanReadForLater() {
    VideoJob known = ordered("hv-1");
    VideoJob newer = ordered("hv-2");
    SampleJobs.newer(REDIS.get(), newer);
    clock.advance(AFTER);

    Exchange exchange = ask(newer, known);

    assertThat(exchange.getMessage().getHeader(Exchange.HTTP_QUERY)).isEqualTo("video_ids=hv-1");
    assertThat(REDIS.due())
        .isEqualTo(due("video-reconcile", clock.instant().plus(AFTER), known, newer));
  }

  @Test
  void asksAgainLaterWhenHeyGenIsDown() {
    VideoJob job = ordered("hv-1");
    Exchange exchange = ask(job);

    assertThatThrownBy(() -> told(exchange, 503, "{}")).isInstanceOf(ProviderDown.class);

    assertThat(REDIS.queue("video-answers")).isEmpty();
    assertThat(REDIS.due()).containsOnlyKeys("video-reconcile|" + job.id());
  }
}
