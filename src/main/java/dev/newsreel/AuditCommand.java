package dev.newsreel;

import dev.newsreel.job.Audit;
import dev.newsreel.job.JobStore;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.trail.Head;
import dev.newsreel.trail.Proof;
import dev.newsreel.trail.TrailReader;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** The command {@code audit}. */
final class AuditCommand {

  private static final String EXPORT = "--export";
  private static final String HEAD = "--head=";

  private AuditCommand() {}

  /**
   * Prints what disagrees, or the whole audit trail.
   *
   * @return 0 when nothing disagrees, else 3
   * @throws BadUsage when the words after {@code audit} make no sense
   */
  static int run(List<String> arguments) throws IOException {
    if (arguments.equals(List.of(EXPORT))) {
      return StoredState.with((settings, redis) -> export(redis));
    }
    Head noted = arguments.size() == 1 ? noted(arguments.get(0)) : null;
    if (noted == null && !arguments.isEmpty()) {
      throw new BadUsage("It is audit, audit --export or audit --head=<n>:<hash>");
    }
    return StoredState.with((settings, redis) -> audit(settings, redis, noted));
  }

  private static Head noted(String argument) {
    return argument.startsWith(HEAD) ? Head.parse(argument.substring(HEAD.length())) : null;
  }

  private static int export(Redis redis) {
    new TrailReader(redis).all(System.out::println);
    return 0;
  }

  private static int audit(Settings settings, Redis redis, Head noted) {
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
    Proof.Report trail = Proof.of(new TrailReader(redis), noted);
    trail.faults().forEach(System.out::println);
    System.out.println(
        trail.entries()
            + " entries in the audit trail, "
            + trail.faults().size()
            + " faults, head "
            + trail.head());
    return report.faults().isEmpty() && trail.faults().isEmpty() ? 0 : 3;
  }
}
