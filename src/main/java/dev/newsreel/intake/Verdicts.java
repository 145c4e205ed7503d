package dev.newsreel.intake;

import dev.newsreel.job.Article;

/**
 * Which entries no video can be made of.
 *
 * @param leastLetters how many letters and digits title and text must have together
 */
public record Verdicts(int leastLetters) {

  boolean refuses(Entry entry) {
    return refusal(entry) != null;
  }

  /** Returns why no video is made of the entry: a word for machines; null when one is. */
  String refusal(Entry entry) {
    Article article = entry.article();
    String words = article.title() + " " + article.text();
    if (words.isBlank()) {
      return "no_text";
    }
    long letters = words.codePoints().filter(Character::isLetterOrDigit).count();
    return letters < leastLetters ? "too_short" : null;
  }
}
