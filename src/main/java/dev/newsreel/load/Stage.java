package dev.newsreel.load;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Simulated providers, a Redis and some nodes. */
final class Stage implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Rig rig;
  private final Plan plan;
  private final Simulators simulators;
  private final Store store;
  private final Posting posting = new Posting(this);
  private final List<Node> nodes = new ArrayList<>();
  private final List<Program> programs = new ArrayList<>();

  /**
   * What is started.
   *
   * @param name a word for it
   * @param nodes how many nodes
   * @param sandbox options of the sandbox, such as {@code heygen.render=1h}
   * @param settings environment variables of the nodes
   */
  record Plan(String name, int nodes, List<String> sandbox, Map<String, String> settings) {}

  /** Starts it, and waits until all nodes are ready and HeyGen can tell them of renders. */
  Stage(Rig rig, Plan plan) {
    this.rig = rig;
    this.plan = plan;
    try {
      Preparation prepared = new Preparation(rig, rig.folder().inside(plan.name()));
      simulators = sandbox(prepared);
      store = rig.children().start(() -> Store.start(prepared.inside("redis")));
      Map<String, String> settings = new HashMap<>(simulators.settings());
      settings.put("REDIS_URL", store.url());
      settings.putAll(plan.settings());
      for (int i = 0; i < plan.nodes(); i++) {
        Node node = prepared.node(i + 1, settings);
        nodes.add(node);
        // Providers call the first one, whoever has ordered.
        settings.putIfAbsent("PUBLIC_BASE_URL", node.home().toString());
      }
    } catch (IOException e) {
      throw new LoadFailed("The load test cannot be prepared: " + e.getMessage(), e);
    }
    nodes.forEach(node -> programs.add(launch(node)));
    await("ready nodes", START, () -> nodes.stream().allMatch(n -> n.isReady(rig.caller())));
    await("a registered webhook", START, () -> simulators.endpoints() > 0);
  }

  private Simulators sandbox(Preparation prepared) throws IOException {
    Program.Start start = prepared.sandbox(plan.sandbox());
    Program program = rig.children().start(() -> Program.start(start, Map.of()));
    programs.add(program);
    Simulators started = new Simulators(program, rig.caller());
    await("the sandbox", START, started::isReady);
    return started;
  }

  private Program launch(Node node) {
    return rig.children().start(() -> Program.start(node.start(), node.settings()));
  }

  /**
   * Kills the first node and starts it again.
   *
   * @return when it was started, by nano time
   */
  long killAndStart() {
    program().close();
    long began = System.nanoTime();
    programs.set(1, launch(node()));
    await("the node again", START, () -> nodes.get(0).isReady(rig.caller()));
    return began;
  }

  /**
   * Waits until something is so.
   *
   * @throws LoadFailed when it takes too long, or something that is needed has ended
   */
  void await(String what, Duration most, BooleanSupplier condition) {
    Instant limit = Instant.now().plus(most);
    while (!condition.getAsBoolean()) {
      check(what);
      if (Instant.now().isAfter(limit)) {
        throw new LoadFailed("After " + most.toSeconds() + " s there is still not: " + what);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    check(what);
  }

  private void check(String what) {
    if (rig.children().isClosed()) {
      throw new LoadFailed("The load test was ended");
    }
    for (Program program : programs) {
      if (!program.isAlive()) {
        throw new LoadFailed(program.name() + " has ended: " + program.lastWords());
      }
    }
    if (Instant.now().isAfter(rig.end())) {
      throw new LoadFailed("The time of the whole load test is over, while it waited for " + what);
    }
  }

  /** Returns how many videos were asked for and accepted. */
  int accepted() {
    return posting.accepted();
  }

  Posting posting() {
    return posting;
  }

  Rig rig() {
    return rig;
  }

  Simulators simulators() {
    return simulators;
  }

  Store store() {
    return store;
  }

  List<Node> nodes() {
    return nodes;
  }

  Node node() {
    return nodes.get(0);
  }

  /** Returns the process of the first node. */
  Program program() {
    return programs.get(1);
  }

  /** Returns the processes of all nodes. */
  List<Program> nodePrograms() {
    return programs.subList(1, programs.size());
  }

  /** Ends all of it. */
  @Override
  public void close() {
    rig.children().clear();
  }
}
