package dev.newsreel.intake;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Makes text visible and tidy: what a reader cannot see is not there. */
final class CleanText {
  private static final Pattern BLANKS = Pattern.compile("[^\\S\\n]+");
  private static final Pattern EMPTY_ITEM = Pattern.compile("(?m)^- ?$\\n?");
  private static final Pattern LINE_ENDS = Pattern.compile(" *\\n *");
  private static final Pattern GAPS = Pattern.compile("\\n{3,}");
  private static final Pattern CUT_MARK = Pattern.compile("\\[(?:\\u2026|\\.\\.\\.)\\]");

  private CleanText() {}

  /** The text with plain blanks, one blank line at most, and nothing invisible. */
  static String of(String text) {
    StringBuilder seen = new StringBuilder(text.length());
    int[] before = {' '};
    text.codePoints()
        .forEach(
            c -> {
              int kept = visible(c, before[0]);
              if (kept >= 0) {
                seen.appendCodePoint(kept);
                before[0] = kept;
              }
            });
    String tidy = Normalizer.normalize(seen, Normalizer.Form.NFC);
    tidy = LINE_ENDS.matcher(BLANKS.matcher(tidy).replaceAll(" ")).replaceAll("\n");
    tidy = EMPTY_ITEM.matcher(tidy).replaceAll("");
    tidy = CUT_MARK.matcher(tidy).replaceAll("\u2026");
    return GAPS.matcher(tidy).replaceAll("\n\n").strip();
  }

  /** What to keep of a character: itself, a blank or a line end in its place, or -1 for nothing. */
  private static int visible(int c, int before) {
    if (c == '\n' || c == 0x2028 || c == 0x2029) {
      return '\n';
    }
    if (c == '\t' || c == '\r' || Character.getType(c) == Character.SPACE_SEPARATOR) {
      return ' ';
    }
    // Joiners shape Persian and Indic words and emoji; between Latin letters they only hide text.
    if (c == 0x200c || c == 0x200d) {
      return before >= 0x0600 ? c : -1;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          -1;
      default -> c == 0xfffc || c == 0x034f || c == 0x115f || c == 0x3164 ? -1 : c;
    };
  }
}
