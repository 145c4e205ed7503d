package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptCacheTest {

  private static final int MANY = 50;

  private final ScriptCache cache = new ScriptCache(Duration.ofHours(1), 100);
  private final ExecutorService threads = Executors.newFixedThreadPool(MANY);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private List<Future<Optional<Script>>> recallAtOnce(AtomicInteger askers) {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Optional<Script>>> recalled = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      recalled.add(
          threads.submit(
              () -> {
                start.await();
                Optional<Script> known = cache.recall("k");
                askers.addAndGet(known.isEmpty() ? 1 : 0);
                return known;
              }));
    }
    start.countDown();
    return recalled;
  }

  @Test
  void letsOneOfManyAskAndTheOthersWaitForItsAnswer() throws Exception {
    AtomicInteger askers = new AtomicInteger();
    List<Future<Optional<Script>>> recalled = recallAtOnce(askers);
    await().until(() -> askers.get() == 1);

    cache.answer("k", SampleJobs.SCRIPT);

    int answered = 0;
    for (Future<Optional<Script>> one : recalled) {
      answered += one.get(60, TimeUnit.SECONDS).isPresent() ? 1 : 0;
    }
    assertThat(answered).isEqualTo(MANY - 1);
    assertThat(askers).hasValue(1);
    assertThat(cache.recall("k")).contains(SampleJobs.SCRIPT);
  }

  @Test
  void letsAnotherAskWhenTheFirstHasFailed() throws Exception {
    AtomicInteger askers = new AtomicInteger();
    List<Future<Optional<Script>>> recalled = recallAtOnce(askers);
    await().until(() -> askers.get() == 1);

    cache.fail("k");
    await().until(() -> askers.get() == 2);
    cache.answer("k", SampleJobs.SCRIPT);

    for (Future<Optional<Script>> one : recalled) {
      assertThat(one.get(60, TimeUnit.SECONDS))
          .isIn(Optional.empty(), Optional.of(SampleJobs.SCRIPT));
    }
    assertThat(askers).hasValue(2);
  }

  @Test
  void keepsNoFailure() {
    assertThat(cache.recall("k")).isEmpty();
    cache.fail("k");

    assertThat(cache.recall("k")).isEmpty();
  }

  @Test
  void forgetsNothingWhenAFailureIsToldAfterTheAnswer() {
    assertThat(cache.recall("k")).isEmpty();
    cache.answer("k", SampleJobs.SCRIPT);
    cache.fail("k");

    assertThat(cache.recall("k")).contains(SampleJobs.SCRIPT);
  }

  @Test
  void keepsKeysApart() {
    assertThat(cache.recall("k")).isEmpty();
    cache.answer("k", SampleJobs.SCRIPT);

    assertThat(cache.recall("other")).isEmpty();
  }

  @Test
  void forgetsAScriptAfterItsTime() {
    ScriptCache brief = new ScriptCache(Duration.ofMillis(100), 100);
    assertThat(brief.recall("k")).isEmpty();
    brief.answer("k", SampleJobs.SCRIPT);
    assertThat(brief.recall("k")).isPresent();

    await().until(() -> brief.recall("k").isEmpty());
  }
}
