package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VideoJobTest {

  private static final Instant NOW = TestClock.START;
  private static final String ID = JobIds.next(0, NOW.toEpochMilli());
  private static final Captions ORDER =
      new Captions(
          List.of(new CaptionOrder(1, "aa", "bb", NOW, null, null, false)),
          "sm-1",
          NOW,
          null,
          null,
          null,
          null);
  private static final Captions FILE =
      new Captions(
          List.of(), "sm-1", null, null, URI.create("https://c.example.com/1"), null, null);

  private static VideoJob waiting() {
    return VideoJob.accept(ID, SampleJobs.ARTICLE, Options.NONE, NOW)
        .with(
            d -> {
              d.version = 4;
              d.status = Status.RENDERING;
              d.step = Step.CLAIMED;
              d.heygen = new Render(1, NOW, null, null, null, null, null);
              d.wake = Wake.now("video");
            });
  }

  private static VideoJob order() {
    return VideoJob.partial(ID, d -> d.heygen = new Render(1, null, "hv-1", NOW, null, null, null));
  }

  private static VideoJob answer() {
    return VideoJob.partial(
        ID,
        d ->
            d.heygen =
                new Render(
                    1, null, "hv-1", null, SampleJobs.VIDEO, BigDecimal.TEN, BigDecimal.ONE));
  }

  @Test
  void fillsBlanksInAnyOrderTwiceAsWellAsOnce() {
    VideoJob once = waiting().merge(order()).merge(answer());

    assertThat(waiting().merge(answer()).merge(order())).isEqualTo(once);
    assertThat(once.merge(order()).merge(answer()).merge(order())).isEqualTo(once);
    assertThat(once.heygen())
        .isEqualTo(
            new Render(1, NOW, "hv-1", NOW, SampleJobs.VIDEO, BigDecimal.TEN, BigDecimal.ONE));
    assertThat(once.isRendered()).isTrue();
  }

  @Test
  void keepsItsOwnWordWhereBothSpeak() {
    VideoJob other =
        VideoJob.partial(
            ID,
            d -> {
              d.heygen = new Render(1, NOW.plusSeconds(1), "hv-2", null, null, null, null);
              d.script = SampleJobs.SCRIPT;
            });

    VideoJob merged = waiting().merge(order()).merge(other);

    assertThat(merged.heygen().videoId()).isEqualTo("hv-1");
    assertThat(merged.heygen().claimedAt()).isEqualTo(NOW);
    assertThat(merged.script()).isEqualTo(SampleJobs.SCRIPT);
  }

  @Test
  void neverClearsAnythingAndNeverTakesAnIdentity() {
    VideoJob full = everything();

    assertThat(full.merge(VideoJob.partial(ID, d -> d.status = Status.DONE))).isEqualTo(full);
  }

  @Test
  void joinsCaptionsFieldByField() {
    VideoJob job = waiting().with(d -> d.submagic = ORDER);

    Captions merged = job.merge(VideoJob.partial(ID, d -> d.submagic = FILE)).submagic();

    assertThat(merged.orders()).isEqualTo(ORDER.orders());
    assertThat(merged.orderedAt()).isEqualTo(NOW);
    assertThat(merged.url()).isEqualTo(FILE.url());
  }

  @Test
  void countsAsAnsweredOnlyWhileItWaits() {
    VideoJob known = waiting().merge(answer());

    assertThat(waiting().isRendered()).isFalse();
    assertThat(known.with(d -> d.status = Status.CAPTIONING).isRendered()).isFalse();
    assertThat(answer().isRendered()).isFalse();
    assertThat(waiting().with(d -> d.failure = failure()).isRendered()).isTrue();
    VideoJob captioned = waiting().with(d -> d.submagic = FILE);
    assertThat(captioned.isCaptioned()).isFalse();
    assertThat(captioned.with(d -> d.status = Status.CAPTIONING).isCaptioned()).isTrue();
  }

  @Test
  void forgetsAttemptsWhenItGoesOnAndIsNotWokenWhenItEnds() {
    VideoJob tried = waiting().with(d -> d.attempts = Attempts.NONE.another("broke", NOW));

    VideoJob next = tried.advance(Status.CAPTIONING);
    VideoJob stopped = tried.stop(Status.HELD, failure());

    assertThat(next.attempts()).isEqualTo(Attempts.NONE);
    assertThat(next.step()).isEqualTo(Step.READY);
    assertThat(next.wake()).isEqualTo(Wake.now("captions"));
    assertThat(stopped.wake()).isNull();
    assertThat(stopped.step()).isNull();
    assertThat(stopped.failure()).isEqualTo(failure());
  }

  @Test
  void readsWhatItWrote() {
    VideoJob full = everything();

    assertThat(Json.read(Json.write(full), VideoJob.class)).isEqualTo(full);
  }

  @Test
  void isStoredInSnakeCaseWithReadableTimesAndNoNulls() {
    String json = Json.write(everything().with(d -> d.result = null));

    assertThat(json)
        .contains("\"status\":\"rendering\"", "\"created_at\":\"2026-11-22T10:00:00Z\"")
        .contains("\"video_id\":\"hv-1\"", "\"webhook_hash\":\"aa\"")
        .doesNotContain("null", "rendered", "captioned");
  }

  @Test
  void addsUpWhatWasPaid() {
    VideoJob all = everything();
    VideoJob older = all.with(d -> d.costs = null);

    assertThat(older.costUsd()).as("as its parts say").isEqualByComparingTo("1.0001");
    assertThat(waiting().costUsd()).isEqualByComparingTo("0");
  }

  @Test
  void hasAlwaysAnId() {
    assertThatThrownBy(() -> VideoJob.partial(null, d -> {}))
        .isInstanceOf(NullPointerException.class);
  }

  private static Failure failure() {
    return new Failure("broken", "It broke", Status.RENDERING, "heygen", "x", "Retry", NOW);
  }

  private static VideoJob everything() {
    return waiting()
        .merge(order())
        .merge(answer())
        .with(
            d -> {
              d.updatedAt = NOW;
              d.options =
                  new Options(
                      "city",
                      "av",
                      "vo",
                      "9:16",
                      "Sara",
                      "en",
                      "news",
                      URI.create("https://n/"),
                      "high");
              d.script = SampleJobs.SCRIPT;
              d.submagic = ORDER;
              d.result = new Result(SampleJobs.VIDEO, "a/b.mp4", 5L, "ff", BigDecimal.TEN);
              d.failure = failure();
              d.attempts = Attempts.NONE.another("broke", NOW);
              d.wake = new Wake("video-answers", NOW.plusSeconds(1));
            });
  }
}
