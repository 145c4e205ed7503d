package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two nodes, one Redis with a place for each, and a Prometheus that looks at both. */
final class AlertStage implements AutoCloseable {

  private static final Map<String, String> IMPATIENT =
      Map.of(
          "watch.patience", "3s",
          "reconcile.after", "300ms",
          "video.patience", "1h",
          "publish.workers", "1",
          "notify.timeout", "12s",
          "notify.attempts", "2",
          "feed.backoff", "200ms");

  final RedisServer server = RedisServer.running();
  final TestSandbox providers = TestSandbox.start();
  final SilentAsker asker = new SilentAsker();
  final RunningNewsreel node;
  final AlertNode second;
  private final PrometheusServer prometheus;

  AlertStage() throws IOException {
    Map<String, String> settings = new TreeMap<>(IMPATIENT);
    settings.put("sandbox.feed", providers.url("/feed.xml").toString());
    settings.put("egress.allow", providers.hostAndPort() + "," + asker.hostAndPort());
    String[] all =
        settings.entrySet().stream()
            .flatMap(setting -> Stream.of(setting.getKey(), setting.getValue()))
            .toArray(String[]::new);
    node = RunningNewsreel.on(server.url(), providers, all);
    second = AlertNode.start(server.url() + "/1");
    prometheus = PrometheusServer.start(List.of(node.target(), second.target()));
  }

  /** Waits until no alert fires. */
  void awaitQuiet() {
    await()
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());
  }

  /** Waits until each of these has fired. */
  void awaitFiring(String... alerts) {
    Set<String> missing = new TreeSet<>(Set.of(alerts));
    await()
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              missing.removeAll(prometheus.firing());
              assertThat(missing).isEmpty();
            });
  }

  /** Asks for videos; returns their ids. */
  List<String> posted(int count) {
    return IntStream.range(0, count).mapToObj(i -> node.api().accepted()).toList();
  }

  /** Waits until all of them are done. */
  void awaitDone(List<String> ids) {
    ids.forEach(id -> node.api().awaitEnd(id, "done"));
  }

  @Override
  public void close() {
    prometheus.close();
    second.close();
    node.close();
    asker.close();
    providers.close();
    server.close();
  }
}
