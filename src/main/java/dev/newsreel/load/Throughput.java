package dev.newsreel.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Posts to nodes whose providers answer at once: what Newsreel itself needs for a video. */
final class Throughput {

  /** Options of a sandbox that takes no time. */
  static final List<String> SANDBOX = List.of("time-scale=0", "heygen.slots=1000");

  /** Environment variables of its nodes: no limit of an account, and lost orders known soon. */
  static final Map<String, String> SETTINGS =
      Map.of("HEYGEN_SLOTS", "1000", "SUBMAGIC_UNKNOWN_WAIT", "5s", "RECONCILE_AFTER", "10s");

  private static final int CALLERS = 32;
  private static final int WARM_UP = 4;
  private static final double FAULTS = 0.1;
  private static final int FAULTY_A_SECOND = 20;
  private static final int THOUSAND = 1000;
  private static final Duration END = Duration.ofMinutes(5);

  private final Stage stage;
  private final Size.Posts posts;
  private final Report report;
  private final Videos videos;

  Throughput(Stage stage, Size size, Report report) {
    this.stage = stage;
    this.posts = size.posts();
    this.report = report;
    this.videos = new Videos(stage);
  }

  /** What a flood has shown. */
  private record Flood(Times times, double accepted, double finished, Usage used) {}

  /** Measures one node. */
  void alone() {
    flood(posts.flood() / WARM_UP);
    paced();
    Flood flood = flood(posts.flood());
    report.set(Figure.FLOOD_ACCEPTED, flood.accepted());
    report.set(Figure.FLOOD_P50, flood.times().at(0.5));
    report.set(Figure.FLOOD_P99, flood.times().at(0.99));
    report.set(Figure.FLOOD_FINISHED, flood.finished());
    double thousands = (double) posts.flood() / THOUSAND;
    report.set(Figure.CPU_NODE, flood.used().nodes() / thousands);
    report.set(Figure.CPU_REDIS, flood.used().redis() / thousands);
    report.set(Figure.ROUND_TRIPS, flood.used().trips() / posts.flood());
    report.set(Figure.COMMANDS, flood.used().commands() / posts.flood());
    report.set(Figure.NODE_PEAK, ProcessMemory.peak(stage.program().pid()));
    report.set(Figure.REDIS_PEAK, stage.store().peak());
    faulty();
    end("one node");
  }

  /** Measures several nodes. */
  void together() {
    flood(posts.flood() / WARM_UP);
    Flood flood = flood(posts.flood());
    report.set(Figure.NODES_ACCEPTED, flood.accepted());
    report.set(Figure.NODES_FINISHED, flood.finished());
    report.set(Figure.NODES_CPU, flood.used().nodes() * THOUSAND / posts.flood());
    Double alone = report.figure(Figure.FLOOD_FINISHED);
    report.set(Figure.NODES_GAIN, alone == null ? null : flood.finished() / alone);
    end("three nodes");
  }

  private void paced() {
    Times times = stage.posting().paced(posts.perSecond(), posts.seconds());
    taken("at a pace", times);
    awaitEnd();
    report.set(Figure.ACCEPT_P50, times.at(0.5));
    report.set(Figure.ACCEPT_P95, times.at(0.95));
    report.set(Figure.ACCEPT_P99, times.at(0.99));
    report.set(Figure.ACCEPT_MAX, times.at(1));
    Times own = videos.durations(times.count());
    report.set(Figure.OWN_P50, own.at(0.5));
    report.set(Figure.OWN_P95, own.at(0.95));
    report.set(Figure.OWN_P99, own.at(0.99));
  }

  private Flood flood(int count) {
    Usage before = Usage.of(stage);
    long began = System.nanoTime();
    Times times = stage.posting().flood(count, CALLERS);
    double accepted = seconds(began);
    taken("as fast as possible", times);
    awaitEnd();
    double finished = seconds(began);
    stage
        .rig()
        .say("  %d posted in %.1f s, done after %.1f s".formatted(count, accepted, finished));
    return new Flood(times, count / accepted, count / finished, Usage.of(stage).since(before));
  }

  private void faulty() {
    int before = videos.count("done");
    stage.simulators().fail(FAULTS);
    long began = System.nanoTime();
    Times times = stage.posting().paced(FAULTY_A_SECOND, posts.faulty() / FAULTY_A_SECOND);
    taken("while providers fail", times);
    awaitEnd();
    report.set(Figure.FAULTY_SECONDS, seconds(began));
    stage.simulators().mend();
    int done = videos.count("done") - before;
    report.set(Figure.FAULTY_DONE, 100.0 * done / times.count());
  }

  private void taken(String how, Times times) {
    if (times.failed() > 0) {
      report.check("POSTs " + how, false, times.failed() + " of " + times.count() + " failed");
    }
  }

  private void awaitEnd() {
    stage.await("all videos ended", END, () -> videos.ended() >= stage.accepted());
  }

  private void end(String part) {
    int done = videos.count("done");
    report.ended(stage.accepted(), done);
    new Accounts(stage, report).check(part, stage.accepted());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
