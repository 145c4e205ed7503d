package dev.newsreel;

import dev.newsreel.cli.Commands;
import dev.newsreel.cli.ServerCommands;
import dev.newsreel.cli.Shell;
import picocli.CommandLine;

/** The program. */
public final class App {

  private App() {}

  /** Runs a command and ends with its code; see {@code docs/cli.md}. */
  public static void main(String[] args) {
    // Threads of half-started services would keep the process alive.
    System.exit(commands(ProcessShell.open()).execute(args));
  }

  /** Returns all commands. */
  static CommandLine commands(Shell shell) {
    CommandLine root = new CommandLine(new RootCommand(shell));
    root.getCommandSpec().name(ProcessShell.commandName());
    root.addSubcommand("run", new RunCommand(shell));
    root.addSubcommand("sandbox", new SandboxCommand(shell));
    root.addSubcommand("check", new CheckCommand(shell));
    ServerCommands.addTo(root, shell);
    root.addSubcommand("key", KeyCommand.tree(shell));
    root.addSubcommand("import", new ImportCommand(shell));
    root.addSubcommand("audit", new AuditCommand(shell));
    root.addSubcommand("upgrade", new UpgradeCommand(shell));
    root.addSubcommand(
        "load-test",
        new CommandLine(new LoadTestCommand(shell))
            .addSubcommand("compare", new CompareCommand(shell)));
    root.addSubcommand("help", new CommandLine.HelpCommand());
    return Commands.prepared(root, shell, StartFailure::sentence);
  }
}
