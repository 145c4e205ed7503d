package dev.newsreel.e2e;

import static org.awaitility.Awaitility.await;

import dev.newsreel.Newsreel;
import dev.newsreel.job.WebhookSecret;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One node of the whole application in this process, with the routes of the project. */
public final class RunningNewsreel implements AutoCloseable {

  private final Newsreel node;
  private final Path home;
  private final String management;
  private final Api api;

  private RunningNewsreel(Newsreel node, Path home, String management) {
    this.node = node;
    this.home = home;
    this.management = management;
    this.api = new Api(node.url());
  }

  /**
   * Starts the only node of an emptied Redis, ready to be told by HeyGen; the settings are names
   * and values in turn.
   */
  public static RunningNewsreel start(TestSandbox providers, String... settings) {
    RunningNewsreel started = unregistered(providers, settings);
    awaitRegistration(TestRedis.url());
    return started;
  }

  /** Starts a node on another Redis, ready to be told by HeyGen. */
  static RunningNewsreel on(String redisUrl, TestSandbox providers, String... settings) {
    List<String> all = new ArrayList<>(List.of("redis.url", redisUrl));
    all.addAll(List.of(settings));
    RunningNewsreel started = join(providers, all.toArray(String[]::new));
    awaitRegistration(redisUrl);
    return started;
  }

  /** Starts the only node of an emptied Redis, whether HeyGen takes its webhook address or not. */
  static RunningNewsreel unregistered(TestSandbox providers, String... settings) {
    TestRedis.empty().close();
    return join(providers, settings);
  }

  /** Starts one more node on the Redis as it is. */
  static RunningNewsreel join(TestSandbox providers, String... settings) {
    try {
      Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target/e2e")), "node");
      Map<String, String> all = new HashMap<>(quick(home));
      all.putAll(providers.settings());
      for (int i = 0; i < settings.length; i += 2) {
        all.put(settings[i], settings[i + 1]);
      }
      Settings checked = SettingsLoader.load(Path.of(""), Map.of(), all);
      return new RunningNewsreel(Newsreel.start(checked), home, checked.text("management-port"));
    } catch (Exception e) {
      throw new IllegalStateException("The node has not started", e);
    }
  }

  private static Map<String, String> quick(Path home) {
    return Map.ofEntries(
        Map.entry("port", Integer.toString(Web.freePort())),
        Map.entry("management-port", Integer.toString(Web.freePort())),
        Map.entry("redis.url", TestRedis.url()),
        Map.entry("data.dir", home.resolve("data").toString()),
        Map.entry("publish.to", home.resolve("videos").toString()),
        Map.entry("retry.first", "40ms"),
        Map.entry("retry.longest", "100ms"),
        Map.entry("retry.wait", "100ms"),
        Map.entry("script.attempts", "4"),
        Map.entry("script.patience", "100ms"),
        Map.entry("video.attempts", "4"),
        Map.entry("video.patience", "400ms"),
        Map.entry("captions.attempts", "4"),
        Map.entry("captions.patience", "400ms"),
        Map.entry("publish.attempts", "4"),
        Map.entry("publish.patience", "400ms"),
        Map.entry("provider.probe", "300ms"),
        Map.entry("connect.timeout", "900ms"),
        // Only where somebody hangs are these short: on a busy machine they would lose attempts.
        Map.entry("openai.timeout", "20s"),
        Map.entry("heygen.timeout", "20s"),
        Map.entry("submagic.timeout", "20s"),
        Map.entry("publish.timeout", "20s"),
        Map.entry("feed.timeout", "20s"),
        Map.entry("submagic.unknown-wait", "3s"),
        Map.entry("heygen.webhook-check", "200ms"),
        Map.entry("heygen.webhook-check-delay", "10ms"),
        // A stop waits for the end of each look.
        Map.entry("camel.component.redis-stream.block", "150"),
        Map.entry("camel.main.shutdown-timeout", "5"));
  }

  // Before that HeyGen cannot tell us anything, and jobs would wait for the reconciliation.
  private static void awaitRegistration(String redisUrl) {
    try (Redis redis = Redis.connect(redisUrl, 1)) {
      WebhookSecret secret = new WebhookSecret(redis);
      await().pollInterval(Duration.ofMillis(20)).until(() -> secret.get().isPresent());
    }
  }

  /** Returns what can be called, a method and an address each. */
  List<String> calls() {
    return node.calls();
  }

  /** Returns a caller of its API. */
  public Api api() {
    return api;
  }

  /** Returns what it says about its health. */
  public Web.Reply health() {
    return health("");
  }

  /** Returns a part of what it says about its health: {@code /live} or {@code /ready}. */
  Web.Reply health(String part) {
    return Web.get(management("/observe/health" + part));
  }

  /** Returns its metrics. */
  public String metrics() {
    return Web.get(management("/observe/metrics")).text();
  }

  /** Returns an address of its management port. */
  URI management(String path) {
    return URI.create("http://" + target() + path);
  }

  /** Returns host and port of health and metrics. */
  public String target() {
    return "127.0.0.1:" + management;
  }

  /** Returns where finished videos are kept. */
  public Path videos() {
    return home.resolve("videos");
  }

  /** Returns the secret with which HeyGen signs. */
  static String webhookSecret() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      return new WebhookSecret(redis).get().orElseThrow();
    }
  }

  /** Stops the node and removes its files. */
  @Override
  public void close() {
    node.close();
    delete(home);
  }

  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
