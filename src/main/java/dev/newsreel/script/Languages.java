package dev.newsreel.script;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Tells when a text is certainly not in the language that was asked for: by its letters, and for
 * languages in Latin letters by their commonest words. Whatever is doubtful passes.
 */
final class Languages {

  private static final Map<String, Set<UnicodeScript>> LETTERS = letters();
  private static final Map<String, Set<String>> WORDS = words();
  private static final int FEW_LETTERS = 20;
  private static final int FEW_WORDS = 20;
  private static final double CERTAIN = 0.18;
  private static final double NEARLY_NONE = 0.06;

  private Languages() {}

  private static Map<String, Set<UnicodeScript>> letters() {
    Map<String, Set<UnicodeScript>> letters = new HashMap<>();
    put(letters, "ru uk bg be mk", UnicodeScript.CYRILLIC);
    put(letters, "ar fa ur ps", UnicodeScript.ARABIC);
    put(letters, "he yi", UnicodeScript.HEBREW);
    put(letters, "el", UnicodeScript.GREEK);
    put(letters, "hi mr ne", UnicodeScript.DEVANAGARI);
    put(letters, "bn", UnicodeScript.BENGALI);
    put(letters, "ta", UnicodeScript.TAMIL);
    put(letters, "te", UnicodeScript.TELUGU);
    put(letters, "th", UnicodeScript.THAI);
    put(letters, "ka", UnicodeScript.GEORGIAN);
    put(letters, "hy", UnicodeScript.ARMENIAN);
    put(letters, "ko", UnicodeScript.HANGUL);
    put(letters, "zh yue", UnicodeScript.HAN, UnicodeScript.BOPOMOFO);
    put(letters, "ja", UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
    return letters;
  }

  private static void put(
      Map<String, Set<UnicodeScript>> letters, String codes, UnicodeScript... scripts) {
    for (String code : codes.split(" ", -1)) {
      letters.put(code, Set.of(scripts));
    }
  }

  private static Map<String, Set<String>> words() {
    Properties table = new Properties();
    try (Reader in =
        new InputStreamReader(
            Languages.class.getResourceAsStream("common-words.properties"),
            StandardCharsets.UTF_8)) {
      table.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Set<String>> words = new HashMap<>();
    table.forEach((code, all) -> words.put((String) code, Set.of(((String) all).split(" ", -1))));
    return words;
  }

  /** Returns whether a text is certainly in another language than the one with this code. */
  static boolean isOther(String text, String language) {
    Locale locale = Locale.forLanguageTag(language);
    String code = locale.getLanguage().equals("nb") ? "no" : locale.getLanguage();
    boolean latin = WORDS.containsKey(code) && locale.getScript().isEmpty();
    Set<UnicodeScript> expected = latin ? Set.of(UnicodeScript.LATIN) : LETTERS.get(code);
    if (expected == null || !locale.getScript().isEmpty()) {
      return false;
    }
    return hasOtherLetters(text, code, expected) || (latin && hasOtherWords(text, code));
  }

  private static boolean hasOtherLetters(String text, String code, Set<UnicodeScript> expected) {
    Map<UnicodeScript, Long> counts = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(c -> counts.merge(UnicodeScript.of(c), 1L, Long::sum));
    long all = counts.values().stream().mapToLong(n -> n).sum();
    long right = expected.stream().mapToLong(script -> counts.getOrDefault(script, 0L)).sum();
    long kana =
        counts.getOrDefault(UnicodeScript.HIRAGANA, 0L)
            + counts.getOrDefault(UnicodeScript.KATAKANA, 0L);
    // Japanese is never without kana, and Chinese never full of them.
    boolean neighbour = code.equals("ja") ? kana == 0 : code.equals("zh") && kana * 5 > all;
    return all >= FEW_LETTERS && (right * 2 < all || neighbour);
  }

  private static boolean hasOtherWords(String text, String code) {
    String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+", -1);
    double own = share(words, WORDS.get(code));
    double best = WORDS.values().stream().mapToDouble(all -> share(words, all)).max().orElse(0);
    return words.length >= FEW_WORDS && best >= CERTAIN && own <= NEARLY_NONE;
  }

  private static double share(String[] words, Set<String> common) {
    double found = 0;
    for (String word : words) {
      found += common.contains(word) ? 1 : 0;
    }
    return found / words.length;
  }
}
