package dev.newsreel.script;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text in which different ways to write a word are one: case, accents, width, invisible
 * characters, and letters of other alphabets that look like Latin ones.
 *
 * @param text folded, with its punctuation
 * @param words its words, each between two blanks
 */
record FoldedText(String text, String words) {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Mn}\\p{Me}]+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{Mc}]+");
  private static final Pattern NO_BLANKS =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]");
  private static final String LOOKS = "аеорсухіјѕһԁ\u04cf\u051bԝкмтвнαορντικ";
  private static final String LATIN = "aeopcyxijshdlqwkmtbhaopvtik";

  static FoldedText of(String original) {
    String text = Normalizer.normalize(original, Form.NFKC);
    // First up, so that a sharp s becomes two letters and dotless i an i.
    text = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    text = INVISIBLE.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("");
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int look = LOOKS.indexOf(text.charAt(i));
      folded.append(look < 0 ? text.charAt(i) : LATIN.charAt(look));
    }
    String all = folded.toString();
    return new FoldedText(all, " " + BETWEEN.matcher(all).replaceAll(" ").strip() + " ");
  }

  /** Returns whether it has the words of a phrase, whole and in their order. */
  boolean says(String phrase) {
    // Some languages put no blanks between words.
    boolean dense = NO_BLANKS.matcher(phrase).find();
    return words.contains(dense ? phrase.strip() : phrase);
  }
}
