package dev.newsreel;

import dev.newsreel.cli.ExitCode;
import dev.newsreel.cli.Shell;
import dev.newsreel.job.Json;
import dev.newsreel.readiness.Finding;
import dev.newsreel.readiness.Finding.Result;
import dev.newsreel.settings.OwnSetting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code check}. */
@Command(
    description = {
      "Shows the settings that are not the defaults and where they stand, and looks whether"
          + " Newsreel could do its work here, with one line for each thing: settings, profile,"
          + " prices, routes, feeds, the providers' keys, avatar and voice, Redis, ports, the public"
          + " address, folders.",
      "",
      "Nothing is changed, bought or started, and a node that runs is not disturbed. No secret is"
          + " printed. Each real provider is asked once or twice, by calls that cost nothing."
    },
    exitCodeList = {
      "0:all works, perhaps with warnings",
      "1:something does not work",
      "2:wrong use"
    },
    footer = {
      "Examples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --feeds",
      "  ${COMMAND-FULL-NAME} --json | jq '.findings[] | select(.result != \"ok\")'"
    })
final class CheckCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(names = "--feeds", description = "Also reads each feed once, and says what it holds.")
  private boolean feeds;

  @Option(names = "--json", description = "Prints the findings as JSON.")
  private boolean json;

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Logs.nothing();
    Inspection inspection = new Inspection(shell.directory(), shell.environment(), feeds);
    List<Finding> findings = inspection.look();
    long failed = findings.stream().filter(f -> f.result() == Result.FAILED).count();
    long warned = findings.stream().filter(f -> f.result() == Result.WARNING).count();
    if (json) {
      Map<String, Object> all =
          Map.of("ok", failed == 0, "settings", inspection.own(), "findings", findings);
      shell.terminal().out().println(Json.write(all));
    } else {
      inspection.own().forEach(this::print);
      findings.forEach(this::print);
      shell.terminal().print("");
      shell.terminal().print(failed + " failed, " + warned + " warnings");
    }
    return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private void print(OwnSetting own) {
    shell.terminal().printResult("set", own.name(), own.value() + " (" + own.source() + ")");
  }

  private void print(Finding finding) {
    String next = finding.next() == null ? "" : ". " + finding.next();
    shell.terminal().printResult(finding.result().text(), finding.check(), finding.says() + next);
  }
}
