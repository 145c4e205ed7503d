package dev.newsreel;

import dev.newsreel.job.Audit;
import dev.newsreel.job.JobStore;
import dev.newsreel.redis.EmbeddedRedis;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The command {@code audit}. */
final class AuditCommand {

  private AuditCommand() {}

  /** Prints what disagrees; returns 0 when nothing does, else 3. */
  static int run() throws IOException {
    Settings settings = SettingsLoader.load(Path.of(""), System.getenv(), Map.of());
    Logs.configure(settings.with("log.level", "WARN"));
    if (settings.has("redis.url")) {
      return audit(settings, settings.text("redis.url"));
    }
    Path home = Path.of(settings.text("data.dir"), "redis");
    try (EmbeddedRedis embedded = EmbeddedRedis.start(home)) {
      return audit(settings, embedded.url());
    }
  }

  private static int audit(Settings settings, String url) {
    try (Redis redis = Redis.connect(url, settings.number("redis.partitions"))) {
      JobStore jobs =
          new JobStore(
              redis,
              "audit",
              Clock.systemUTC(),
              settings.duration("retention.ended"),
              (before, after) -> {});
      Audit.Report report = new Audit(redis, jobs).run();
      report.faults().forEach(System.out::println);
      System.out.println(report.jobs() + " jobs, " + report.faults().size() + " faults");
      return report.faults().isEmpty() ? 0 : 3;
    }
  }
}
