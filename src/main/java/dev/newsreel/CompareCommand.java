package dev.newsreel;

import dev.newsreel.cli.CommandFailed;
import dev.newsreel.cli.ExitCode;
import dev.newsreel.cli.Shell;
import dev.newsreel.load.Comparison;
import dev.newsreel.load.LoadFailed;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code load-test compare}. */
@Command(
    description = {
      "Prints two reports of load-test side by side, with what differs in their conditions.",
      "",
      "A figure that is more than 15 percent worse or better is marked. Only reports of the same size and"
          + " machine can be compared; how much two runs of one release differ says what means something."
    },
    exitCodeList = {"0:they are printed", "1:a file is no report", "2:wrong use"},
    footer = {"Example:", "  ${COMMAND-FULL-NAME} before.json after.json"})
final class CompareCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(index = "0", paramLabel = "<before.json>", description = "The older report.")
  private Path before;

  @Parameters(index = "1", paramLabel = "<after.json>", description = "The newer one.")
  private Path after;

  CompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try {
      Path home = shell.directory();
      Comparison.lines(home.resolve(before), home.resolve(after)).forEach(shell.terminal()::print);
      return ExitCode.OK;
    } catch (LoadFailed e) {
      throw new CommandFailed(ExitCode.FAILED, e.getMessage());
    }
  }
}
