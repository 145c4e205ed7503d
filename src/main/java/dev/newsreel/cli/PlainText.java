package dev.newsreel.cli;

/**
 * Text of strangers made fit for a terminal: a title can neither move the cursor nor change
 * colours, nor turn the order of what stands around it.
 */
final class PlainText {

  private static final int ZWNJ = 0x200C;
  private static final int ZWJ = 0x200D;

  private PlainText() {}

  /** Returns one line without control characters; what might have been one is shown as U+FFFD. */
  static String line(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(plain, c));
    return plain.toString();
  }

  /** Returns a text whose line ends stay, and nothing else that controls. */
  static String lines(String text) {
    return String.join("\n", text.lines().map(PlainText::line).toList());
  }

  private static void append(StringBuilder plain, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL -> plain.append(Character.isWhitespace(c) ? ' ' : '\uFFFD');
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> plain.append(' ');
      case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
          plain.append('\uFFFD');
      case Character.FORMAT -> {
        if (c == ZWNJ || c == ZWJ) {
          plain.appendCodePoint(c);
        }
      }
      default -> plain.appendCodePoint(c);
    }
  }

  /** Returns how many columns a terminal needs for it. */
  static int width(String text) {
    return text.codePoints().map(PlainText::width).sum();
  }

  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  // Unicode's East Asian Width W and F, in ranges (unicode.org/reports/tr11, read 2026-11-29).
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115F
            || (c >= 0x2E80 && c <= 0x303E)
            || (c >= 0x3041 && c <= 0xA4CF)
            || (c >= 0xA960 && c <= 0xA97F)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1F64F)
            || (c >= 0x1F680 && c <= 0x1F6FF)
            || (c >= 0x1F900 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD));
  }

  /** Returns as much as fits into so many columns, with an ellipsis where something is missing. */
  static String cut(String text, int columns) {
    if (text.length() * 2L <= columns || width(text) <= columns) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int left = columns - 1;
    for (int c : text.codePoints().toArray()) {
      left -= width(c);
      if (left < 0) {
        break;
      }
      cut.appendCodePoint(c);
    }
    return cut.toString().stripTrailing() + "…";
  }

  /** Returns exactly so many columns. */
  static String padded(String text, int columns) {
    String cut = cut(text, columns);
    return cut + " ".repeat(Math.max(0, columns - width(cut)));
  }
}
