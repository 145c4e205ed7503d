package dev.newsreel.load;

import java.time.Duration;

/** The node is killed with everything that waits, and started again. */
final class Restart {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int BATCH = 100;

  private final Stage stage;
  private final Size.Parked size;
  private final Report report;

  Restart(Stage stage, Size size, Report report) {
    this.stage = stage;
    this.size = size.parked();
    this.report = report;
  }

  /** Kills it while a backlog is worked at; then some renders end. */
  void run() {
    stage.posting().batches(size.backlog(), BATCH);
    long began = stage.killAndStart();
    report.set(Figure.READY, seconds(began));
    int bought = projects();
    stage.simulators().endRenders(size.released());
    stage.await("a parked job going on", LONGEST, () -> projects() > bought);
    report.set(Figure.FIRST, seconds(began));
    stage.await("the backlog ordered", LONGEST, () -> ordered() >= stage.accepted());
    report.set(Figure.BACKLOG, seconds(began));
    Videos videos = new Videos(stage);
    stage.await("the films", LONGEST, () -> videos.ended() >= size.released());
    int done = videos.count("done");
    report.ended(size.released(), done);
    report.same(
        "parked: still waiting", stage.accepted() - size.released(), videos.count("rendering"));
    new Accounts(stage, report).check("parked", size.released());
  }

  private int projects() {
    return stage.simulators().bill().at("/submagic/projects").asInt();
  }

  private int ordered() {
    return stage.simulators().bill().at("/heygen/videos").asInt();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
