package dev.newsreel;

import dev.newsreel.cli.Shell;
import dev.newsreel.cli.Terminal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The shell from which this process was started. */
final class ProcessShell {

  private static final int USUAL_COLUMNS = 100;

  private ProcessShell() {}

  /** Returns what people type to call the program. */
  static String commandName() {
    return System.getProperty("newsreel.command", "java -jar target/newsreel.jar");
  }

  static Shell open() {
    Map<String, String> environment = System.getenv();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean interactive = isTerminal() && !dumb;
    String noColour = environment.getOrDefault("NO_COLOR", "");
    Terminal terminal =
        new Terminal(
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            interactive,
            columns(environment, interactive),
            interactive && noColour.isEmpty());
    return new Shell(terminal, System.in, environment, Path.of(""));
  }

  // Java takes ASCII where no locale is set, as in most containers, and turns all else into '?'.
  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  // Since Java 22 there is a console even where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static int columns(Map<String, String> environment, boolean interactive) {
    String given = environment.getOrDefault("COLUMNS", "");
    if (given.matches("[1-9]\\d{0,3}")) {
      return Integer.parseInt(given);
    }
    return interactive ? askedColumns() : Terminal.UNLIMITED;
  }

  private static int askedColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      String[] size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ", -1);
      boolean told = stty.waitFor(1, TimeUnit.SECONDS) && size.length == 2;
      return told && size[1].matches("[1-9]\\d{0,3}") ? Integer.parseInt(size[1]) : USUAL_COLUMNS;
    } catch (IOException e) {
      return USUAL_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_COLUMNS;
    }
  }
}
