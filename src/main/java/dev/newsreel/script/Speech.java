package dev.newsreel.script;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How long text takes to say, at one pace. */
final class Speech {

  // These have no blanks between words; a character is spoken in a part of a word's time.
  private static final Set<UnicodeScript> SYLLABLES =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);
  private static final Set<UnicodeScript> LETTERS =
      Set.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);
  private static final double WORDS_PER_SYLLABLE = 0.5;
  private static final double WORDS_PER_LETTER = 0.25;
  private static final int LONG_VOWEL = 0x30FC;
  private static final Set<String> IN_SYLLABLES = Set.of("zh", "ja", "ko", "yue");
  private static final Set<String> IN_LETTERS = Set.of("th", "lo", "km", "my");

  private final int wordsPerMinute;

  Speech(int wordsPerMinute) {
    this.wordsPerMinute = wordsPerMinute;
  }

  int wordsPerMinute() {
    return wordsPerMinute;
  }

  /** Returns the whole seconds that speaking takes, rounded up. */
  int seconds(String text) {
    return (int) Math.ceil(words(text) * 60 / wordsPerMinute);
  }

  /** Returns how many words can be said in so many seconds. */
  int wordsIn(int seconds) {
    return seconds * wordsPerMinute / 60;
  }

  /** Returns how much can be said, in the measure of the language: words, or characters. */
  String most(int seconds, String language) {
    String code = Locale.forLanguageTag(language).getLanguage();
    double each =
        IN_SYLLABLES.contains(code)
            ? WORDS_PER_SYLLABLE
            : IN_LETTERS.contains(code) ? WORDS_PER_LETTER : 1;
    int words = wordsIn(seconds);
    return each == 1 ? words + " words" : (int) (words / each) + " characters";
  }

  /** Returns how many words are spoken; what has neither letter nor digit is not. */
  static double words(String text) {
    double words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      double dense = dense(c);
      words += dense;
      boolean blank = Character.isWhitespace(c) || dense > 0;
      boolean begins = !inWord && !blank && Character.isLetterOrDigit(c);
      words += begins ? 1 : 0;
      inWord = !blank && (inWord || begins);
    }
    return words;
  }

  private static double dense(int codePoint) {
    UnicodeScript script = UnicodeScript.of(codePoint);
    if (SYLLABLES.contains(script) || codePoint == LONG_VOWEL) {
      return WORDS_PER_SYLLABLE;
    }
    return LETTERS.contains(script) ? WORDS_PER_LETTER : 0;
  }

  /** Returns as many whole sentences from the beginning as can be said in so many seconds. */
  String fit(String text, int seconds, Locale language) {
    int end = 0;
    for (int next : ends(text, language)) {
      if (seconds(text.substring(0, next)) > seconds) {
        break;
      }
      end = next;
    }
    return text.substring(0, end).trim();
  }

  // Thai and its neighbours end sentences with a blank and nothing else.
  private static List<Integer> ends(String text, Locale language) {
    List<Integer> ends = new ArrayList<>();
    if (IN_LETTERS.contains(language.getLanguage())) {
      for (int i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
        ends.add(i + 1);
      }
      ends.add(text.length());
      return ends;
    }
    BreakIterator sentences = BreakIterator.getSentenceInstance(language);
    sentences.setText(text);
    for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
      ends.add(next);
    }
    return ends;
  }
}
