package dev.newsreel.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.redis.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A real Prometheus with our rules, a hundred times as fast as in life. */
final class PrometheusServer implements AutoCloseable {

  private final URI home;
  private final Process process;

  private PrometheusServer(URI home, Process process) {
    this.home = home;
    this.process = process;
  }

  /** Starts one that scrapes these nodes. */
  static PrometheusServer start(List<String> targets) throws IOException {
    Path base = Files.createDirectories(Path.of("target/prometheus"));
    Path folder = Files.createTempDirectory(base, "run").toAbsolutePath();
    String rules = Files.readString(Path.of("ops/prometheus/newsreel.rules.yml"));
    Files.writeString(folder.resolve("rules.yml"), quick(rules));
    Files.writeString(folder.resolve("prometheus.yml"), config(targets));
    int port = FreePorts.next();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(URI.create("http://127.0.0.1:" + port), process);
    await().ignoreExceptions().until(server::isReady);
    return server;
  }

  // Hours become seconds; what is measured in minutes of a day's life keeps its bounds otherwise.
  private static String quick(String rules) {
    return rules
        .replaceAll("for: \\d+[mh]", "for: 1s")
        .replaceAll("\\[\\d+h]", "[6s]")
        .replace("45 * 60", "2.7");
  }

  private static String config(List<String> targets) {
    return """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 500ms}
        rule_files: [rules.yml]
        scrape_configs:
          - job_name: newsreel
            metrics_path: /observe/metrics
            static_configs: [{targets: ['%s']}]
        """
        .formatted(String.join("', '", targets));
  }

  private boolean isReady() {
    return Web.get(home.resolve("/-/ready")).status() == 200;
  }

  /** Returns the names of the alerts that fire now. */
  Set<String> firing() {
    Set<String> firing = new TreeSet<>();
    for (JsonNode alert : Web.get(home.resolve("/api/v1/alerts")).json().at("/data/alerts")) {
      if (alert.path("state").asText().equals("firing")) {
        firing.add(alert.at("/labels/alertname").asText());
      }
    }
    return firing;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
