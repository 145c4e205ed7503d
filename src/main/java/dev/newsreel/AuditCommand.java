package dev.newsreel;

import dev.newsreel.cli.BadUsage;
import dev.newsreel.cli.ExitCode;
import dev.newsreel.cli.Shell;
import dev.newsreel.job.Audit;
import dev.newsreel.job.JobStore;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.trail.Head;
import dev.newsreel.trail.Proof;
import dev.newsreel.trail.TrailReader;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code audit}. */
@Command(
    description = {
      "Compares all that is stored about jobs and checks the audit trail; prints what disagrees.",
      "",
      "Of the trail it is checked that nobody has changed, removed, moved or added entries, and its"
          + " head is printed. A head that was noted elsewhere must still be in it. Nothing is"
          + " changed. While jobs run, some may be named that were just moving."
    },
    exitCodeList = {"0:all agrees", "1:it could not look", "2:wrong use", "3:something disagrees"},
    footer = {
      "Examples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --export > trail.ndjson"
    })
final class AuditCommand implements Callable<Integer> {

  private final Shell shell;
  @ArgGroup private Wish wish = new Wish();

  /** What else is wanted. */
  static final class Wish {
    @Option(
        names = "--head",
        paramLabel = "<n:hash>",
        description = "A head of the trail that was noted before.")
    private String head;

    @Option(
        names = "--export",
        description = "Prints the whole audit trail instead, one JSON object a line.")
    private boolean export;
  }

  AuditCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Head noted = wish.head == null ? null : noted(wish.head);
    return StoredState.with(
        shell, (settings, redis) -> wish.export ? export(redis) : audit(settings, redis, noted));
  }

  private static Head noted(String head) {
    Head noted = Head.parse(head);
    if (noted == null) {
      throw new BadUsage("A head of the trail looks like <n>:<hash>, as audit prints it");
    }
    return noted;
  }

  private int export(Redis redis) {
    new TrailReader(redis).all(shell.terminal().out()::println);
    return ExitCode.OK;
  }

  private int audit(Settings settings, Redis redis, Head noted) {
    JobStore jobs =
        new JobStore(
            redis,
            "audit",
            Clock.systemUTC(),
            settings.duration("retention.ended"),
            (before, after) -> {});
    Audit.Report report = new Audit(redis, jobs).run();
    PrintStream out = shell.terminal().out();
    report.faults().forEach(out::println);
    out.println(report.jobs() + " jobs, " + report.faults().size() + " faults");
    Proof.Report trail = Proof.of(new TrailReader(redis), noted);
    trail.faults().forEach(out::println);
    out.println(
        trail.entries()
            + " entries in the audit trail, "
            + trail.faults().size()
            + " faults, head "
            + trail.head());
    return report.faults().isEmpty() && trail.faults().isEmpty() ? ExitCode.OK : ExitCode.DISAGREES;
  }
}
