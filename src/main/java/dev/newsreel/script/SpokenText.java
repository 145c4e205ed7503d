package dev.newsreel.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds, and takes out, what stands in a script but cannot be spoken. */
final class SpokenText {

  private static final Map<String, Pattern> UNSPEAKABLE = unspeakable();
  private static final Pattern LINK =
      Pattern.compile("\\[([^\\]\\[]{1,200})\\]\\([^()\\s]{1,500}\\)");
  private static final Pattern FENCE =
      Pattern.compile("\\A\\s*```[a-z]{0,10}\\s+(.*?)\\s*```\\s*\\z", Pattern.DOTALL);

  private SpokenText() {}

  private static Map<String, Pattern> unspeakable() {
    Map<String, Pattern> all = new LinkedHashMap<>();
    all.put("a link", Pattern.compile("(?i)(?:https?://|\\bwww\\.)\\S+"));
    all.put("a tag", Pattern.compile("</?[A-Za-z][^<>]{0,80}>"));
    all.put(
        "a stage direction",
        Pattern.compile(
            "\\[[^\\]\\[]{1,80}\\]"
                + "|(?iu)\\((?:[^()]{0,30}\\s)?(?:pauses?|music|beat|cut to|sfx|sounds?|smil(?:es|ing)"
                + "|laugh(?:s|ing)|applause|intro|outro|musik|pausa|m[uú]sica|musique|on screen)"
                + "(?:\\s[^()]{0,30})?\\)"));
    all.put(
        "a speaker's name before a line",
        Pattern.compile(
            "(?imu)^\\W{0,3}(?:narrator|host|presenter|anchor|voice-?over|scene|speaker"
                + "|moderator(?:in)?|sprecher(?:in)?|presentador[a]?|narrateur|script)"
                + "(?:\\s?\\d{1,2})?\\W{0,3}:\\W{0,3}"));
    all.put("mark-up", Pattern.compile("(?m)\\*\\*|__|```|^\\s{0,3}#{1,6}\\s|^\\s{0,8}[*•]\\s"));
    all.put("a hashtag", Pattern.compile("(?<![\\p{L}\\p{N}&])#(?=\\p{L}[\\p{L}\\p{N}_])"));
    all.put(
        "an emoji",
        Pattern.compile(
            "[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2B50}\\x{2B55}\\x{FE0F}\\x{20E3}"
                + "\\x{1F1E6}-\\x{1F1FF}\\x{E0020}-\\x{E007F}]"));
    return all;
  }

  /** Returns what kind of thing in the text cannot be spoken, as the end of a sentence. */
  static Optional<String> fault(String text) {
    return UNSPEAKABLE.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns the text without all that cannot be spoken. */
  static String clean(String text) {
    String clean = LINK.matcher(text).replaceAll("$1");
    for (Pattern kind : UNSPEAKABLE.values()) {
      clean = kind.matcher(clean).replaceAll("");
    }
    return clean.replaceAll("[ \\t\\u200D]+", " ").replaceAll(" (?=[.,;:!?])", "").strip();
  }

  /** Returns what stands between the marks of a block of code, or the text itself. */
  static String unfenced(String text) {
    var fence = FENCE.matcher(text);
    return fence.matches() ? fence.group(1) : text;
  }
}
