package dev.newsreel;

import dev.newsreel.cli.BadUsage;
import dev.newsreel.cli.Shell;
import dev.newsreel.sandbox.Sandbox;
import dev.newsreel.sandbox.SandboxOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code sandbox}. */
@Command(
    description = {
      "Runs only the simulated providers until Ctrl-C, and prints their address.",
      "",
      "They outlive the nodes that use them: point the three *_BASE_URL at them to rehearse."
    },
    exitCodeList = {"0:it was stopped", "1:it could not start", "2:an option makes no sense"},
    footer = {
      "Options, among others:",
      "  port=8090              where it listens; without it a free port is taken",
      "  journal=data/sandbox   keeps what was ordered, over a restart",
      "  time-scale=0.1         a tenth of the usual times",
      "  api-key=test-key       the only key that is taken; without it any but bad-key",
      "",
      "Example:",
      "  ${COMMAND-FULL-NAME} port=8090 time-scale=0.1"
    })
final class SandboxCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(paramLabel = "option=value", arity = "0..*", description = "How it behaves.")
  private List<String> options = List.of();

  SandboxCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    return UntilStopped.keep(this::start, sandbox -> new CompletableFuture<>());
  }

  private Sandbox start() {
    Sandbox sandbox = Sandbox.start(options());
    shell.terminal().out().println("The sandbox listens at " + sandbox.url());
    return sandbox;
  }

  private SandboxOptions options() {
    Map<String, String> told = new HashMap<>();
    for (String option : options) {
      String[] pair = option.split("=", 2);
      if (pair.length < 2) {
        throw new BadUsage("Options of the sandbox look like port=8090, not " + option);
      }
      told.put(pair[0], pair[1]);
    }
    try {
      return SandboxOptions.of(told);
    } catch (IllegalArgumentException e) {
      throw new BadUsage(e.getMessage());
    }
  }
}
