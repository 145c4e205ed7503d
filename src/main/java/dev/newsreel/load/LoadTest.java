package dev.newsreel.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One run: it starts simulated providers, a Redis and nodes on loopback, each a process of its own,
 * measures, compares the counts with the providers' bill, and leaves nothing behind.
 */
public final class LoadTest implements AutoCloseable {

  private static final int NODES = 3;

  private final Children children = new Children();
  private final Wish wish;
  private final Consumer<String> tell;
  private volatile Folder folder;

  /**
   * What is wanted.
   *
   * @param size how much
   * @param parts which parts
   * @param java options of Java for the nodes
   * @param port the first port of the nodes; 0 takes free ones
   * @param folder below which everything is kept while it runs
   * @param routes the route files of the nodes
   * @param version what is measured
   */
  public record Wish(
      Size size,
      Set<Part> parts,
      List<String> java,
      int port,
      Path folder,
      List<Path> routes,
      String version) {}

  /**
   * Makes one.
   *
   * @param tell takes lines about what goes on
   */
  public LoadTest(Wish wish, Consumer<String> tell) {
    this.wish = wish;
    this.tell = tell;
  }

  /**
   * Runs it and returns the report.
   *
   * @throws LoadFailed when it cannot go on; nothing is left behind then either
   */
  public Report run() {
    long began = System.nanoTime();
    Report report =
        new Report(Conditions.now(wish.version(), wish.size(), wish.java(), wish.folder()));
    try (Caller caller = new Caller()) {
      folder = Folder.make(wish.folder());
      Rig rig = rig(folder, caller);
      for (Part part : wish.parts()) {
        run(part, rig, report);
      }
      report.end((System.nanoTime() - began) / 1e9);
      return report;
    } catch (IOException e) {
      throw new LoadFailed("There can be no folder in " + wish.folder() + ": " + e.getMessage(), e);
    } finally {
      close();
    }
  }

  private Rig rig(Folder place, Caller caller) {
    return new Rig(
        place,
        wish.routes(),
        wish.java(),
        new AtomicInteger(wish.port()),
        children,
        caller,
        Instant.now().plus(wish.size().longest()),
        tell);
  }

  private void run(Part part, Rig rig, Report report) {
    Size size = wish.size();
    Stage.Plan plan =
        switch (part) {
          case THROUGHPUT -> new Stage.Plan("one", 1, Throughput.SANDBOX, Throughput.SETTINGS);
          case PARKED -> new Stage.Plan("parked", 1, Parked.SANDBOX, Parked.settings(size));
          default -> new Stage.Plan("three", NODES, Throughput.SANDBOX, Throughput.SETTINGS);
        };
    rig.say(part.about() + ": starting");
    try (Stage stage = new Stage(rig, plan)) {
      report.condition("redis", stage.store().version());
      switch (part) {
        case THROUGHPUT -> new Throughput(stage, size, report).alone();
        case PARKED -> parked(stage, report);
        default -> new Throughput(stage, size, report).together();
      }
    }
  }

  private void parked(Stage stage, Report report) {
    Size size = wish.size();
    new Parked(stage, size, report).run();
    Hooks hooks = new Hooks(stage, size, report);
    stage.rig().say("  webhooks, then posts beside silent connections");
    hooks.webhooks();
    hooks.idle();
    new Looks(stage, size, report).run();
    stage.rig().say("  the node is killed and started again");
    new Restart(stage, size, report).run();
  }

  /** Ends everything that it has started and removes its files. A repeat is harmless. */
  @Override
  public void close() {
    children.close();
    Folder made = folder;
    if (made != null) {
      made.close();
    }
  }
}
