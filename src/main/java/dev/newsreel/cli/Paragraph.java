package dev.newsreel.cli;

import java.util.ArrayList;
import java.util.List;

/** A text broken into lines. */
final class Paragraph {

  private Paragraph() {}

  /** Returns lines of at most so many columns, broken between words where there are any. */
  static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.split(" +", -1)) {
      for (String piece : pieces(word, columns)) {
        int width = PlainText.width(piece);
        if (used > 0 && used + 1 + width > columns) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        line.append(used > 0 ? " " : "").append(piece);
        used += (used > 0 ? 1 : 0) + width;
      }
    }
    lines.add(line.toString());
    return lines;
  }

  // Chinese and Japanese have no spaces, and a link may be longer than a line.
  private static List<String> pieces(String word, int columns) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int used = 0;
    for (int c : word.codePoints().toArray()) {
      int width = PlainText.width(Character.toString(c));
      if (used + width > columns) {
        pieces.add(piece.toString());
        piece.setLength(0);
        used = 0;
      }
      piece.appendCodePoint(c);
      used += width;
    }
    pieces.add(piece.toString());
    return pieces;
  }
}
