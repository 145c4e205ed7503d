package dev.newsreel.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The spoken script that the simulated model makes of a prompt: the first sentences of the article
 * in it. The same prompt gives the same script.
 *
 * @param title a short title
 * @param text the script, 60 to 110 words where the article has as many
 */
record ScriptDraft(String title, String text) {
  private static final int LEAST_WORDS = 60;
  private static final int MOST_WORDS = 110;
  private static final int TITLE_WORDS = 10;
  private static final Pattern WORD_LIMIT =
      Pattern.compile("(?i)(?:[0-9]{1,4}\\s*(?:-|–|to)\\s*)?([0-9]{1,4})\\s+words");
  private static final Pattern TITLE_LINE =
      Pattern.compile("(?im)^\\W*(?:article )?(?:title|headline)\\W*:\\s*(.+)$");
  private static final Pattern ARTICLE_ELEMENT =
      Pattern.compile("(?is)<article[^>]*>(.*?)</article>");
  private static final Pattern TEXT_LABEL =
      Pattern.compile("(?im)^\\W*(?:article|text|content|body)(?: text| body)?\\W*:");
  private static final Pattern LABEL =
      Pattern.compile("^\\W*\\p{Lu}[\\p{L} _-]{0,24}\\W*:\\s*(.*)$");
  private static final Pattern MARKUP = Pattern.compile("<[^>]{1,200}>");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?…])[\"'”’)]*\\s+");

  /**
   * Drafts the script.
   *
   * @param rules the system message, which may limit the words
   * @param article the user message, which holds the article
   */
  static ScriptDraft of(String rules, String article) {
    Matcher titleLine = TITLE_LINE.matcher(plain(article));
    String body = body(plain(articleIn(article)));
    String asked = rules.isBlank() ? article.lines().findFirst().orElse("") : rules;
    int most = Math.min(MOST_WORDS, wordLimit(asked));
    String text = firstSentences(body, most);
    String title = titleLine.find() ? titleLine.group(1).strip() : body;
    return new ScriptDraft(firstWords(title, TITLE_WORDS), text);
  }

  private static int wordLimit(String prompt) {
    Matcher limit = WORD_LIMIT.matcher(prompt);
    int words = limit.find() ? Integer.parseInt(limit.group(1)) : MOST_WORDS;
    return words < 10 ? MOST_WORDS : words;
  }

  private static String plain(String text) {
    return MARKUP.matcher(text).replaceAll(" ").replace("&amp;", "&").replace("&nbsp;", " ");
  }

  /** What a label or an element marks as the article; all of it when nothing does. */
  private static String articleIn(String prompt) {
    Matcher element = ARTICLE_ELEMENT.matcher(prompt);
    if (element.find()) {
      return element.group(1);
    }
    Matcher label = TEXT_LABEL.matcher(prompt);
    return label.find() ? prompt.substring(label.end()) : prompt;
  }

  /** Lines without their labels; what is only a label, an address or a title is left out. */
  private static String body(String plain) {
    String prose =
        plain
            .lines()
            .map(ScriptDraft::withoutLabel)
            .map(String::strip)
            .filter(line -> line.split("\\s+").length >= 5)
            .collect(Collectors.joining(" "));
    return prose.isEmpty() ? plain.strip().replaceAll("\\s+", " ") : prose;
  }

  private static String withoutLabel(String line) {
    return LABEL.matcher(line).matches() ? "" : line;
  }

  private static String firstSentences(String body, int most) {
    StringBuilder script = new StringBuilder();
    int words = 0;
    for (String sentence : SENTENCE_END.split(body, -1)) {
      int more = sentence.split("\\s+").length;
      boolean enough = words >= Math.min(LEAST_WORDS, most);
      if (enough || (words > 0 && words + more > most)) {
        break;
      }
      script.append(script.isEmpty() ? "" : " ").append(sentence.strip());
      words += more;
    }
    return firstWords(script.toString(), most);
  }

  private static String firstWords(String text, int most) {
    List<String> words = Arrays.asList(text.strip().split("\\s+"));
    if (words.size() <= most) {
      return String.join(" ", words);
    }
    return String.join(" ", words.subList(0, most)).replaceFirst("[,;:–-]+$", "") + ".";
  }
}
