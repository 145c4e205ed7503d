package dev.newsreel.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How commands are read, explained and ended. */
public final class Commands {

  private static final int WIDEST_HELP = 100;
  private static final int NARROWEST_HELP = 60;

  private Commands() {}

  /**
   * Makes a tree of commands understand what is typed.
   *
   * @param told returns one sentence for what a command throws
   */
  public static CommandLine prepared(
      CommandLine root, Shell shell, Function<Exception, String> told) {
    Terminal terminal = shell.terminal();
    root.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    root.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setExecutionStrategy(parsed -> run(root, parsed));
    root.setParameterExceptionHandler((e, args) -> badUsage(terminal, e));
    root.setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e, parsed, told));
    root.getCommandSpec().addOption(option("Tells which version this is.", "--version", true));
    explain(root, Math.min(WIDEST_HELP, Math.max(NARROWEST_HELP, terminal.columns())));
    return root;
  }

  // Beside --help an unknown command would be passed over.
  private static int run(CommandLine root, ParseResult parsed) {
    if (!parsed.unmatched().isEmpty()) {
      throw new UnmatchedArgumentException(root, parsed.unmatched());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static OptionSpec option(String about, String name, boolean version) {
    OptionSpec.Builder option = version ? OptionSpec.builder(name) : OptionSpec.builder("-h", name);
    return option.versionHelp(version).usageHelp(!version).description(about).build();
  }

  private static void explain(CommandLine command, int width) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command.getCommandSpec().addOption(option("Explains the command.", "--help", false));
    }
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage
        .width(width)
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .optionListHeading("%nOptions:%n");
    usage.parameterListHeading("%n").commandListHeading("%nCommands:%n").footerHeading("%n");
    usage.exitCodeListHeading("%nEnds with:%n").synopsisHeading("").descriptionHeading("%n");
    usage.longOptionsMaxWidth(30);
    command.getSubcommands().values().forEach(c -> explain(c, width));
  }

  private static int badUsage(Terminal terminal, ParameterException e) {
    CommandLine command = e.getCommandLine();
    String message = e.getMessage().lines().findFirst().orElse("").replaceFirst("\\.$", "");
    if (e instanceof UnmatchedArgumentException unmatched) {
      message = unknown(command, unmatched);
    }
    terminal.tell(message + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
    return ExitCode.BAD_USAGE;
  }

  private static String unknown(CommandLine command, UnmatchedArgumentException e) {
    String word = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
    boolean option = word.startsWith("-");
    if (!option && command.getSubcommands().isEmpty()) {
      return "'%s' is one word too many".formatted(word);
    }
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    if (option) {
      known = List.copyOf(command.getCommandSpec().optionsMap().keySet());
    }
    String what = "There is no %s '%s'".formatted(option ? "option" : "command", word);
    Optional<String> nearest = Likeness.nearest(word, known);
    if (nearest.isPresent()) {
      return what + "; did you mean " + nearest.get() + "?";
    }
    return option ? what : what + ". There are: " + String.join(", ", known);
  }

  private static int failed(
      Terminal terminal, Exception e, ParseResult parsed, Function<Exception, String> told) {
    if (e instanceof BadUsage) {
      terminal.tell(e.getMessage());
      return ExitCode.BAD_USAGE;
    }
    if (e instanceof CommandFailed failed) {
      terminal.tell(e.getMessage());
      return failed.exitCode();
    }
    String name = parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "run";
    String began = name.equals("run") ? "Newsreel cannot start" : name + " failed";
    (began + ": " + told.apply(e)).lines().forEach(terminal::tell);
    return ExitCode.FAILED;
  }
}
