package dev.newsreel.campaign;

import static org.awaitility.Awaitility.await;

import dev.newsreel.e2e.NewsreelProcess;
import dev.newsreel.e2e.TestSandbox;
import dev.newsreel.e2e.Web;
import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes of different releases on one Redis, behind one public address. */
final class Rollout implements AutoCloseable {

  private final RedisServer redis;
  private final Forwarder door;
  private final Path films;
  private final Map<String, String> settings;
  private final List<Running> ready = new CopyOnWriteArrayList<>();
  private final List<NewsreelProcess> started = new CopyOnWriteArrayList<>();

  /** A node that has answered. */
  record Running(Release release, NewsreelProcess process, int port) {}

  /** Prepares the places; no node runs yet. */
  Rollout(TestSandbox providers) throws IOException {
    Path base = Files.createDirectories(Path.of("target/campaign"));
    Path home = Files.createTempDirectory(base, "rollout");
    films = Files.createDirectory(home.resolve("videos")).toAbsolutePath();
    redis = RedisServer.running();
    door = new Forwarder(() -> ready.stream().map(Running::port).toList());
    CampaignSettings.Places places =
        new CampaignSettings.Places(redis.url(), door.url().toString(), films.toString());
    settings = CampaignSettings.of(places, providers, Map.of());
  }

  /** Starts a node and waits until it answers. */
  Running start(Release release) {
    Map<String, String> own = new HashMap<>(settings);
    int port = Web.freePort();
    own.put("PORT", Integer.toString(port));
    own.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    NewsreelProcess process = release.start(release.directory(), own);
    started.add(process);
    await(release.name() + " node answers")
        .pollInterval(Duration.ofMillis(100))
        .until(() -> answers(port));
    Running running = new Running(release, process, port);
    ready.add(running);
    return running;
  }

  private static boolean answers(int port) {
    try {
      return Web.get(URI.create("http://127.0.0.1:" + port + "/api/v1/videos?limit=1")).status()
          == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Ends a node by a signal, such as {@code TERM}, and waits until it is gone. */
  void end(Running running, String signal) {
    ready.remove(running);
    running.process().signal(signal);
    await(running.release().name() + " node has ended")
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !running.process().isAlive());
  }

  URI door() {
    return door.url();
  }

  String redisUrl() {
    return redis.url();
  }

  Path films() {
    return films;
  }

  @Override
  public void close() {
    started.forEach(NewsreelProcess::kill);
    door.close();
    redis.close();
  }
}
