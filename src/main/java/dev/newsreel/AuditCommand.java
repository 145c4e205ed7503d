package dev.newsreel;

import dev.newsreel.job.Audit;
import dev.newsreel.job.JobStore;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import java.io.IOException;
import java.time.Clock;

/** The command {@code audit}. */
final class AuditCommand {

  private AuditCommand() {}

  /** Prints what disagrees; returns 0 when nothing does, else 3. */
  static int run() throws IOException {
    return StoredState.with(AuditCommand::audit);
  }

  private static int audit(Settings settings, Redis redis) {
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
