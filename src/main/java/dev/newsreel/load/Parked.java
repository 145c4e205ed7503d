package dev.newsreel.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Many jobs that wait for their renders: what they cost a node, Redis and who asks. */
final class Parked {

  private static final int MOST_SLOTS = 200_000;

  /** Options of a sandbox whose renders last until they are told to end. */
  static final List<String> SANDBOX =
      List.of(
          "openai.reply=0", "heygen.render=12h", "submagic.render=0", "heygen.slots=" + MOST_SLOTS);

  private static final int WARM_UP = 50;
  private static final int CALLERS = 8;
  private static final int BATCH = 250;
  private static final int STEP = 10_000;
  private static final int CALLS = 200;
  private static final int STREAMS = 20;
  private static final int POSTS = 10;
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final long NEWS_NS = TimeUnit.SECONDS.toNanos(10);

  private final Stage stage;
  private final Size size;
  private final Report report;
  private long told = System.nanoTime();

  Parked(Stage stage, Size size, Report report) {
    this.stage = stage;
    this.size = size;
    this.report = report;
  }

  /** Returns the environment variables of its node. */
  static Map<String, String> settings(Size size) {
    return Map.of(
        "HEYGEN_SLOTS",
        Integer.toString(MOST_SLOTS),
        "RECONCILE_AFTER",
        size.reconcileAfter().toSeconds() + "s",
        "RECONCILE_DEADLINE",
        "12h",
        // Silent connections are to stay while posts come.
        "REQUEST_HEAD_TIMEOUT",
        "10m");
  }

  /** Parks them, and measures what they cost. */
  void run() {
    stage.posting().flood(WARM_UP, CALLERS);
    awaitOrdered();
    report.set(Figure.HEAP_BEFORE, heap());
    int before = stage.accepted();
    double memory = stage.store().memory();
    long began = System.nanoTime();
    for (int left = size.parked().jobs() - before; left > 0; left -= STEP) {
      stage.posting().batches(Math.min(left, STEP), BATCH);
      stage.rig().say("  %d accepted".formatted(stage.accepted()));
    }
    awaitOrdered();
    double seconds = (System.nanoTime() - began) / 1e9;
    int parked = stage.accepted() - before;
    report.set(Figure.PARKED_RATE, parked / seconds);
    report.set(Figure.PARKED_REPEATS, (double) stage.posting().repeats());
    report.set(Figure.AT_ONCE, (double) stage.simulators().running());
    report.set(Figure.PARKED_REDIS, (stage.store().memory() - memory) / parked);
    report.set(Figure.HEAP_AFTER, heap());
    report.set(Figure.PARKED_RSS, ProcessMemory.resident(stage.program().pid()));
    stage.rig().say("  %d parked in %.0f s; asking".formatted(stage.accepted(), seconds));
    ask();
  }

  private void awaitOrdered() {
    stage.await(
        "all renders ordered",
        LONGEST,
        () -> {
          int running = stage.simulators().running();
          if (System.nanoTime() - told > NEWS_NS) {
            told = System.nanoTime();
            stage.rig().say("  %d of %d parked".formatted(running, stage.accepted()));
          }
          return running >= stage.accepted();
        });
  }

  private Double heap() {
    return ProcessMemory.collected(stage.program().pid())
        ? stage.node().heap(stage.rig().caller())
        : null;
  }

  private void ask() {
    Times list = calls("?limit=50");
    report.set(Figure.LIST_P50, list.at(0.5));
    report.set(Figure.LIST_P99, list.at(0.99));
    report.set(Figure.RENDERING_P99, calls("?status=rendering&limit=50").at(0.99));
    report.set(Figure.FIND_P99, calls("?q=bridge+17&limit=50").at(0.99));
    Times news = news();
    report.set(Figure.FEED_P50, news.at(0.5));
    report.set(Figure.FEED_P99, news.at(0.99));
    Times posts = stage.posting().paced(POSTS, size.hooks().seconds());
    report.set(Figure.PARKED_POST_P50, posts.at(0.5));
    report.set(Figure.PARKED_POST_P99, posts.at(0.99));
    int failed = list.failed() + news.failed() + posts.failed();
    report.same("parked: calls that failed", 0, failed);
  }

  private Times calls(String query) {
    HttpRequest call = Caller.get(URI.create(stage.node().videos() + query));
    return stage.rig().caller().flood(CALLS, 1, () -> call);
  }

  private Times news() {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      long began = System.nanoTime();
      times.add(
          stage.rig().caller().hears(stage.node().home().resolve("/api/v1/live"), "data:")
              ? System.nanoTime() - began
              : Times.FAILED);
    }
    return Times.of(times);
  }
}
