package dev.newsreel.script;

import java.text.BreakIterator;
import java.util.Locale;

/** How long text takes to say. */
final class Speech {

  // Chinese, Japanese and Korean have no blanks; a character is spoken in about half a word's time.
  private static final double WORDS_PER_CHARACTER = 0.5;

  private final int wordsPerMinute;

  Speech(int wordsPerMinute) {
    this.wordsPerMinute = wordsPerMinute;
  }

  /** Returns the whole seconds that speaking takes, rounded up. */
  int seconds(String text) {
    return (int) Math.ceil(words(text) * 60 / wordsPerMinute);
  }

  /** Returns how many words can be said in so many seconds. */
  int wordsIn(int seconds) {
    return seconds * wordsPerMinute / 60;
  }

  private static double words(String text) {
    long dense = text.codePoints().filter(Speech::isDense).count();
    String sparse =
        text.codePoints()
            .filter(c -> !isDense(c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String trimmed = sparse.trim();
    long words = trimmed.isEmpty() ? 0 : trimmed.split("\\s+", -1).length;
    return words + dense * WORDS_PER_CHARACTER;
  }

  private static boolean isDense(int codePoint) {
    Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA
        || script == Character.UnicodeScript.HANGUL;
  }

  /** Returns as many whole sentences from the beginning as can be said in so many seconds. */
  String fit(String text, int seconds, Locale language) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(language);
    sentences.setText(text);
    int end = 0;
    for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
      if (seconds(text.substring(0, next)) > seconds) {
        break;
      }
      end = next;
    }
    return text.substring(0, end).trim();
  }
}
