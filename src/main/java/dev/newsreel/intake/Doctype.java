package dev.newsreel.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * Takes the DOCTYPE out of a feed. Nothing in it is ever read, fetched or expanded; a feed whose
 * text needs an entity of its own is refused, because its text would be another one without.
 */
final class Doctype {
  private static final String START = "<!DOCTYPE";
  private static final int MOST_DECLARED = 1000;
  private static final Pattern DECLARED = Pattern.compile("<!ENTITY\\s+([\\w.:-]+)\\s");

  private final String text;
  private int at;

  private Doctype(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * Where a DOCTYPE ends that begins at a place; the place itself when none begins there.
   *
   * @throws NotAFeed when it declares an entity that the rest of the text refers to, or never ends
   */
  static int end(String text, int start) {
    if (!text.regionMatches(true, start, START, 0, START.length())) {
      return start;
    }
    int end = new Doctype(text, start + START.length()).end(">[");
    if (text.charAt(end - 1) == '>') {
      return end;
    }
    Doctype subset = new Doctype(text, end);
    int bracket = subset.end("]");
    requireUnused(text.substring(end, bracket), text, bracket);
    return subset.end(">");
  }

  private static void requireUnused(String subset, String text, int from) {
    Matcher declared = DECLARED.matcher(subset);
    for (int i = 0; declared.find(); i++) {
      String name = declared.group(1);
      boolean known = Entities.isNamedEntity(name);
      if (i >= MOST_DECLARED || (!known && text.indexOf("&" + name + ";", from) >= 0)) {
        throw new NotAFeed(
            "feed_has_doctype",
            "The feed uses entities that it declares itself (DOCTYPE), which is refused.");
      }
    }
  }

  /** Goes behind the next of these marks that is neither quoted nor in a comment. */
  private int end(String marks) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("<!--", at)) {
        skip("-->");
      } else if (text.startsWith("<?", at)) {
        skip("?>");
      } else if (c == '"' || c == '\'') {
        at++;
        skip(String.valueOf(c));
      } else {
        at++;
        if (marks.indexOf(c) >= 0) {
          return at;
        }
      }
    }
    throw new NotAFeed("feed_unreadable", "The feed's DOCTYPE has no end.");
  }

  private void skip(String mark) {
    int end = text.indexOf(mark, at);
    at = end < 0 ? text.length() : end + mark.length();
  }
}
