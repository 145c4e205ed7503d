package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.cli.Shell;
import dev.newsreel.cli.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docs/cli.md} says what the commands say of themselves. */
class CliDocTest {

  private static final Path DOC = Path.of("docs/cli.md");
  private static final String FROM = "## Each command\n";

  @Test
  void docHoldsTheHelpOfEveryCommand() throws IOException {
    String doc = Files.readString(DOC);
    int from = doc.indexOf(FROM);
    String found = from < 0 ? "" : doc.substring(from);

    assertThat(found)
        .withFailMessage("The end of %s must be:%n%n%s", DOC, reference())
        .isEqualTo(reference());
  }

  @Test
  void everyCommandHasExamplesAndExitCodes() {
    for (CommandLine command : commands()) {
      String help = command.getUsageMessage();

      assertThat(help).as(help).contains("Example", "Ends with:\n  0   ");
    }
  }

  private static String reference() {
    StringBuilder text = new StringBuilder(FROM);
    for (CommandLine command : commands()) {
      String name = command.getCommandSpec().qualifiedName();
      text.append("\n### ").append(name.substring(name.indexOf(".jar ") + 5)).append("\n\n```\n");
      text.append(command.getUsageMessage().replaceAll("(?m)[ \t]+$", "").strip());
      text.append("\n```\n");
    }
    return text.toString();
  }

  private static List<CommandLine> commands() {
    Shell shell = TestShell.plain().shell();
    List<CommandLine> all = new ArrayList<>();
    App.commands(shell).getSubcommands().forEach((name, command) -> add(all, name, command));
    return all;
  }

  private static void add(List<CommandLine> all, String name, CommandLine command) {
    if (!name.equals("help")) {
      all.add(command);
      command.getSubcommands().forEach((n, c) -> add(all, n, c));
    }
  }
}
