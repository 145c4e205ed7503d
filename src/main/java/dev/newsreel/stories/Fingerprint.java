package dev.newsreel.stories;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A text in 72 numbers, of which two texts have about as large a share in common as of their runs
 * of three words (MinHash: Broder, "On the resemblance and containment of documents", 1997).
 *
 * @param marks the numbers, four hexadecimal digits each
 */
record Fingerprint(String marks) {

  static final int NUMBERS = 72;
  private static final int RUN = 3;
  private static final int MOST_WORDS = 1000;
  private static final double LEAST_WORDS = 40;
  private static final double CHARACTER = 0.5;
  private static final long[] SEEDS = new SplittableRandom(72).longs(NUMBERS).toArray();

  /** Returns the fingerprint of a text; nothing when it has too few words to be compared. */
  static Optional<Fingerprint> of(String text) {
    List<String> words = new ArrayList<>();
    if (split(text, words) < LEAST_WORDS) {
      return Optional.empty();
    }
    long[] least = new long[NUMBERS];
    Arrays.fill(least, -1L);
    for (int i = 0; i + RUN <= words.size(); i++) {
      long run = 0;
      for (String word : words.subList(i, i + RUN)) {
        run = mixed(run * 31 + hash(word));
      }
      for (int n = 0; n < NUMBERS; n++) {
        long number = mixed(run ^ SEEDS[n]);
        least[n] = Long.compareUnsigned(number, least[n]) < 0 ? number : least[n];
      }
    }
    StringBuilder marks = new StringBuilder();
    for (long number : least) {
      marks.append(String.format("%04x", number & 0xffff));
    }
    return Optional.of(new Fingerprint(marks.toString()));
  }

  // Where no blanks stand between words, each character is taken for one.
  private static double split(String text, List<String> words) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder word = new StringBuilder();
    double count = 0;
    for (int i = 0; i <= folded.length() && words.size() < MOST_WORDS; ) {
      int c = i < folded.length() ? folded.codePointAt(i) : ' ';
      boolean alone = isDense(c);
      if ((alone || !isPart(c)) && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
        count++;
      }
      if (alone) {
        words.add(Character.toString(c));
        count += CHARACTER;
      } else if (isPart(c)) {
        word.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return count;
  }

  private static boolean isPart(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isDense(int c) {
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.THAI;
  }

  private static long hash(String word) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  // The last step of SplittableRandom: every bit of the result depends on every bit given.
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
