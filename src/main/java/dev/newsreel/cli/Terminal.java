package dev.newsreel.cli;

import java.io.PrintStream;

/**
 * What people see. What a command was asked for goes to the output, all that is only told on the
 * way goes to the error output.
 *
 * @param out the output
 * @param err the error output
 * @param interactive whether a person looks at both and can answer
 * @param columns how wide it is; a very large number when lines must not be cut
 * @param colours whether colours are wanted
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean interactive, int columns, boolean colours) {

  /** The width of an output that is no terminal. */
  public static final int UNLIMITED = 1_000_000;

  private static final int NARROWEST = 40;
  private static final int WIDEST = 120;
  private static final int RESULT = 7;
  private static final int WHAT = 16;

  public Terminal {
    columns = Math.max(NARROWEST, columns);
  }

  /** Prints a line of the answer, cut to the width; it may hold text of strangers. */
  public void print(String line) {
    out.println(PlainText.cut(PlainText.line(line), columns).stripTrailing());
  }

  /** Prints a line about what goes on; it may hold text of strangers. */
  void tell(String line) {
    err.println(PlainText.line(line).stripTrailing());
  }

  /** Returns a status in its colour, if colours are wanted. */
  String coloured(String status, String text) {
    String colour =
        switch (status) {
          case "done", "ok" -> "32";
          case "failed", "cancelled" -> "31";
          case "held", "warning" -> "33";
          default -> "36";
        };
    return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }

  /**
   * Prints how something is, in several lines where the terminal is too narrow.
   *
   * @param result in one word, such as {@code ok}
   */
  public void printResult(String result, String what, String says) {
    int width = Math.min(columns, WIDEST) - RESULT - WHAT - 4;
    String head = coloured(result, PlainText.padded(result, RESULT));
    String name = PlainText.padded(PlainText.line(what), WHAT);
    for (String line : Paragraph.wrapped(PlainText.line(says), Math.max(NARROWEST / 2, width))) {
      out.println((head + "  " + name + "  " + line).stripTrailing());
      head = " ".repeat(RESULT);
      name = " ".repeat(WHAT);
    }
  }
}
