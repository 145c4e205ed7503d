package dev.newsreel.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A shell whose output can be looked at. */
public final class TestShell {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final boolean interactive;
  private final int columns;
  private Path directory = Path.of("");
  private String typed = "";

  private TestShell(boolean interactive, int columns) {
    this.interactive = interactive;
    this.columns = columns;
  }

  /** Returns one whose output goes into a file. */
  public static TestShell plain() {
    return new TestShell(false, Terminal.UNLIMITED);
  }

  /** Returns one with a person in front of it. */
  public static TestShell person(int columns) {
    return new TestShell(true, columns);
  }

  /** Sets an environment variable. */
  public TestShell with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets what is typed or piped in. */
  public TestShell typing(String text) {
    typed = text;
    return this;
  }

  /** Sets the working directory. */
  public TestShell in(Path folder) {
    directory = folder;
    return this;
  }

  /** Returns the shell. */
  public Shell shell() {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            interactive,
            columns,
            interactive && !environment.containsKey("NO_COLOR"));
    return new Shell(
        terminal,
        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
        environment,
        directory);
  }

  /** Returns what was printed. */
  public String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Returns what was told. */
  public String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
