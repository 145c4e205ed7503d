package dev.newsreel.campaign;

import static org.awaitility.Awaitility.await;

import dev.newsreel.e2e.TestSandbox;
import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All nodes, their Redis and their public address, and the hand that strikes them. */
final class Fleet implements AutoCloseable {

  private final Timetable clock;
  private final RedisServer redis;
  private final Forwarder door;
  private final Path films;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * Starts everything; returns when the nodes are ready.
   *
   * @param count how many nodes
   * @param special settings that are not those of every campaign
   */
  Fleet(int count, Map<String, String> special, TestSandbox providers, Timetable clock)
      throws IOException {
    this.clock = clock;
    Path home =
        Files.createTempDirectory(Files.createDirectories(Path.of("target/campaign")), "run");
    films = Files.createDirectory(home.resolve("videos")).toAbsolutePath();
    redis = RedisServer.running();
    door = new Forwarder(this::readyPorts);
    for (int i = 0; i < count; i++) {
      nodes.add(new Node(clock, settings(providers, special)));
    }
    nodes.forEach(Node::start);
    awaitReady();
  }

  private Map<String, String> settings(TestSandbox providers, Map<String, String> special) {
    CampaignSettings.Places places =
        new CampaignSettings.Places(redis.url(), door.url().toString(), films.toString());
    return CampaignSettings.of(places, providers, special);
  }

  private List<Integer> readyPorts() {
    return nodes.stream().filter(Node::isReady).map(Node::port).toList();
  }

  /** Waits until every node is ready, however it was struck. */
  void awaitReady() {
    await("all nodes ready")
        .pollInterval(Duration.ofMillis(100))
        .until(() -> redis.answers() && nodes.stream().allMatch(Node::isReady));
  }

  void strike(Strike strike) {
    switch (strike.kind()) {
      case KILL_NODE -> nodes.get(strike.node()).kill(strike.length());
      case STOP_NODE -> nodes.get(strike.node()).stop(strike.length());
      default -> {
        redis.kill();
        clock.after(strike.length(), redis::start);
      }
    }
  }

  Forwarder door() {
    return door;
  }

  String redisUrl() {
    return redis.url();
  }

  Path films() {
    return films;
  }

  /** Gives the nodes another setting from their next start on, and lets each start again. */
  void restartWith(String name, String value) {
    nodes.forEach(
        node -> {
          node.set(CampaignSettings.variable(name), value);
          node.kill(Duration.ZERO);
        });
  }

  /** Returns how often nodes have ended without being killed. */
  int exits() {
    return nodes.stream().mapToInt(Node::exits).sum();
  }

  /** Returns where the logs of the nodes are. */
  List<Path> directories() {
    return nodes.stream().map(Node::directory).toList();
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    door.close();
    redis.close();
  }
}
