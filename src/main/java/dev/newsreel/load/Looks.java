package dev.newsreel.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The moment at which HeyGen is asked about all jobs that wait, and posts meanwhile. */
final class Looks {

  private static final String CALL = "heygen.statuses";
  private static final Duration QUIET = Duration.ofSeconds(4);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int POSTS = 5;
  private static final int SECONDS = 2;

  private final Stage stage;
  private final Duration period;
  private final Report report;
  private Instant busy;
  private int calls;

  Looks(Stage stage, Size size, Report report) {
    this.stage = stage;
    this.period = size.reconcileAfter();
    this.report = report;
  }

  /** Waits for that moment, and measures what it takes. */
  void run() {
    // Looks are planned for multiples of the period.
    long next = (Instant.now().plusSeconds(2).toEpochMilli() / period.toMillis() + 1);
    Instant moment = Instant.ofEpochMilli(next * period.toMillis());
    stage.rig().say("  waiting for " + moment + ", when all are looked at");
    stage.await("the next look", period.multipliedBy(2), () -> Instant.now().isAfter(moment));
    int before = stage.simulators().requests(CALL);
    calls = before;
    busy = moment;
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Times> posts = CompletableFuture.supplyAsync(() -> posts(over));
    try {
      stage.await("all looked at", LONGEST, this::isQuiet);
    } finally {
      over.set(true);
    }
    report.set(Figure.LOOK_POST_P99, posts.join().at(0.99));
    report.set(Figure.LOOKED_AT, Duration.between(moment, busy).toMillis() / 1000.0);
    report.set(Figure.LOOK_CALLS, (double) calls - before);
  }

  private boolean isQuiet() {
    int now = stage.simulators().requests(CALL);
    Metrics metrics = stage.node().metrics(stage.rig().caller());
    double left =
        metrics.sum("queue_waiting", "queue=\"video-reconcile\"")
            + metrics.sum("queue_working", "queue=\"video-reconcile\"")
            + metrics.sum("due_lag_seconds", "");
    if (now > calls || left > 0) {
      calls = now;
      busy = Instant.now();
    }
    // The figures of a node are up to two seconds old.
    return Instant.now().isAfter(busy.plus(QUIET));
  }

  private Times posts(AtomicBoolean over) {
    List<Long> times = new ArrayList<>();
    while (!over.get()) {
      for (long time : stage.posting().paced(POSTS, SECONDS).nanos()) {
        times.add(time);
      }
    }
    return Times.of(times);
  }
}
