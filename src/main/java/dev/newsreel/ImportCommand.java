package dev.newsreel;

import dev.newsreel.intake.OpmlImport;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The command {@code import}. */
final class ImportCommand {

  private static final long MOST_BYTES = 10_000_000;

  private ImportCommand() {}

  /**
   * Prints the feeds of an OPML file as YAML, and nothing else.
   *
   * @throws BadUsage when the file cannot be used
   */
  static void run(List<String> arguments) {
    if (arguments.size() != 1) {
      throw new BadUsage("import needs one file, such as feeds.opml; see import --help");
    }
    Settings settings = SettingsLoader.load(Path.of(""), System.getenv(), Map.of());
    Path file = Path.of(arguments.get(0));
    try {
      OpmlImport opml = new OpmlImport(Beans.addressRules(settings), DeclaredFeeds.FILE);
      print(opml, file);
    } catch (IOException e) {
      throw new BadUsage(DeclaredFeeds.FILE + " cannot be used: " + e.getMessage());
    }
  }

  private static void print(OpmlImport opml, Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it is larger than 10 MB");
      }
      OpmlImport.Imported imported = opml.read(Files.readAllBytes(file));
      System.out.print(imported.yaml());
      imported.notes().forEach(System.err::println);
    } catch (NoSuchFileException e) {
      throw new BadUsage("There is no file " + file);
    } catch (IOException e) {
      throw new BadUsage(file + " cannot be imported: " + e.getMessage());
    }
  }
}
