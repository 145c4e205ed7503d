package dev.newsreel;

import dev.newsreel.cli.Shell;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command {@code run}. */
@Command(
    description = {
      "Runs Newsreel until Ctrl-C.",
      "",
      "It is started from the project's root, where routes/ and application.properties are. What is"
          + " under way when it stops goes on at the next start."
    },
    exitCodeList = {"0:it was stopped", "1:it could not start; one sentence says why"},
    footer = {
      "Examples:",
      "  ${COMMAND-FULL-NAME}",
      "  PORT=9000 LOG_LEVEL=DEBUG ${COMMAND-FULL-NAME}"
    })
final class RunCommand implements Callable<Integer> {

  private final Shell shell;

  RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = SettingsLoader.load(shell.directory(), shell.environment());
    Logs.configure(settings);
    return UntilStopped.keep(() -> Newsreel.start(settings), Newsreel::end);
  }
}
