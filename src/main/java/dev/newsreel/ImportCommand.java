package dev.newsreel;

import dev.newsreel.cli.BadUsage;
import dev.newsreel.cli.Shell;
import dev.newsreel.intake.OpmlImport;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code import}. */
@Command(
    description = {
      "Prints the feeds of an OPML file as entries for routes/feeds.camel.yaml.",
      "",
      "Names are made from titles. Feeds that are declared there already are left out. Nothing is"
          + " made of what an imported feed holds already (first-run: none). What was left out is"
          + " told on the error output."
    },
    exitCodeList = {"0:the entries are printed", "2:the file cannot be used"},
    footer = {"Example:", "  ${COMMAND-FULL-NAME} feeds.opml >> routes/feeds.camel.yaml"})
final class ImportCommand implements Callable<Integer> {

  private static final long MOST_BYTES = 10_000_000;

  private final Shell shell;

  @Parameters(paramLabel = "<file.opml>", description = "What a feed reader has exported.")
  private Path file;

  ImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = SettingsLoader.load(shell.directory(), shell.environment());
    try {
      print(new OpmlImport(Beans.addressRules(settings), DeclaredFeeds.FILE));
    } catch (IOException e) {
      throw new BadUsage(DeclaredFeeds.FILE + " cannot be used: " + e.getMessage());
    }
    return 0;
  }

  private void print(OpmlImport opml) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it is larger than 10 MB");
      }
      OpmlImport.Imported imported = opml.read(Files.readAllBytes(file));
      shell.terminal().out().print(imported.yaml());
      imported.notes().forEach(shell.terminal().err()::println);
    } catch (NoSuchFileException e) {
      throw new BadUsage("There is no file " + file);
    } catch (IOException e) {
      throw new BadUsage(file + " cannot be imported: " + e.getMessage());
    }
  }
}
