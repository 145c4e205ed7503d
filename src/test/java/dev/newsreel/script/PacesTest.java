package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.Options;
import dev.newsreel.job.Render;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Script;
import dev.newsreel.job.Status;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.TestSettings;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Options CLARA =
      new Options(null, null, "clara", null, null, null, null, null, null);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final VideoJob job =
      VideoJob.accept(jobs.newId("a"), SampleJobs.ARTICLE, CLARA, TestClock.START);

  private static Paces paces(Redis redis, String... settings) {
    return new Paces(redis, TestSettings.with(settings), Duration.ofDays(1), Duration.ZERO);
  }

  private int pace(String... settings) {
    return paces(REDIS.get(), settings).apply(job).wordsPerMinute();
  }

  /** Lets a hundred words be delivered in so many seconds. */
  private void deliver(String seconds, String... settings) {
    deliver(CLARA, 100, seconds, settings);
  }

  private void deliver(Options options, int words, String seconds, String... settings) {
    clock.advance(Duration.ofSeconds(1));
    Script script =
        new Script("T", "word ".repeat(words), 40, false, null, false, null, BigDecimal.ZERO);
    VideoJob before =
        VideoJob.accept(jobs.newId("a"), SampleJobs.ARTICLE, options, clock.instant())
            .with(
                d -> {
                  d.script = script;
                  d.status = Status.RENDERING;
                });
    Render video =
        new Render(1, null, "hv", null, SampleJobs.VIDEO, new BigDecimal(seconds), BigDecimal.ONE);
    VideoJob after = TestJobs.stamped(before.with(d -> d.heygen = video), clock.instant());
    Paces paces = paces(REDIS.get(), settings);
    paces.saved(before, after);
    paces.saved(before, after);
    paces.saved(after, after);
  }

  @Test
  void learnsTheMiddleOfWhatWasDeliveredAndForgetsTheOldest() {
    for (String seconds : new String[] {"50.1", "50.2", "49.9", "70.5"}) {
      deliver(seconds);
    }
    assertThat(pace()).as("four videos are too few").isEqualTo(150);

    deliver("50.3");
    assertThat(pace()).as("100 words in 50 s, whatever the odd one says").isEqualTo(120);

    for (int i = 0; i < 40; i++) {
      deliver("35.2");
    }
    assertThat(pace()).isEqualTo(170);
    assertThat(REDIS.members("newsreel:{0}:pace:en|clara")).hasSize(31);
  }

  @Test
  void keepsVoicesAndLanguagesApart() {
    for (int i = 0; i < 5; i++) {
      deliver("50.1");
    }
    Options german = new Options(null, null, "clara", null, null, "de", null, null, null);

    assertThat(pace()).isEqualTo(120);
    assertThat(paces(REDIS.get()).apply(job.with(d -> d.options = german)).wordsPerMinute())
        .isEqualTo(150);
    assertThat(paces(REDIS.get()).apply(job.with(d -> d.options = Options.NONE)).wordsPerMinute())
        .isEqualTo(150);
  }

  @Test
  void learnsNothingFromWhatTellsNothing() {
    for (int i = 0; i < 6; i++) {
      deliver("40");
      deliver("10.5");
      deliver("150.5");
      deliver("0");
      deliver(CLARA, 5, "2.5");
      deliver(CLARA, 100, "50.5", "script.learn-pace", "false");
    }

    assertThat(REDIS.members("newsreel:{0}:pace:en|clara")).isEmpty();
  }

  @Test
  void holdsToWhatIsFixedOrSwitchedOff() {
    for (int i = 0; i < 5; i++) {
      deliver("50.1");
    }

    assertThat(pace("script.paces", "other = 90, clara=200")).isEqualTo(200);
    assertThat(pace("script.learn-pace", "false")).isEqualTo(150);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clara", "clara = fast", "clara = 20", "= 100", "clara = 500"})
  void refusesAtTheStartWhatIsNoPace(String text) {
    assertThatThrownBy(() -> paces(REDIS.get(), "script.paces", text))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("script.paces (SCRIPT_PACES)")
        .hasMessageContaining(text);
  }
}
