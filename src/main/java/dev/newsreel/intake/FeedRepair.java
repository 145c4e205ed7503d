package dev.newsreel.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repairs the text of an XML feed as far as text allows. Wrong nesting and undeclared prefixes are
 * left to {@link FeedTree}, which forgives them.
 */
final class FeedRepair {
  private static final int LOOK_AHEAD = 4096;
  private static final Pattern START =
      Pattern.compile(
          "<\\?xml|<!DOCTYPE|<(?:\\w+:)?(?:rss|feed|rdf)[\\s>]", Pattern.CASE_INSENSITIVE);
  private static final Pattern HTML =
      Pattern.compile("<!doctype\\s+html|<html[\\s>]", Pattern.CASE_INSENSITIVE);
  private static final Pattern BEFORE_ROOT =
      Pattern.compile("\\s+|<\\?[^>]*>|<!--.*?-->", Pattern.DOTALL);
  private static final Pattern AMPERSAND =
      Pattern.compile("<!\\[CDATA\\[|\\]\\]>|&(?!#\\d{1,7};|#[xX]\\p{XDigit}{1,6};|\\w{2,32};)");

  private FeedRepair() {}

  /** The feed from its prolog or root on, repaired. Repeating it changes nothing. */
  static String repair(String text) {
    String feed = withoutDoctype(fromStart(text));
    String escaped = withEscapedAmpersands(feed);
    return TornEntry.removedFrom(escaped, rootFrom(escaped));
  }

  private static String fromStart(String text) {
    int root = rootFrom(text);
    if (!START.matcher(text).region(root, text.length()).lookingAt()) {
      Matcher later = START.matcher(text).region(0, Math.min(text.length(), LOOK_AHEAD));
      root = later.find() ? later.start() : root;
    }
    String feed = text.substring(root);
    if (isHtml(text.substring(0, root)) || HTML.matcher(feed).lookingAt()) {
      throw NotAFeed.webPage();
    }
    return feed.substring(rootFrom(feed));
  }

  private static boolean isHtml(String skipped) {
    return HTML.matcher(skipped).find();
  }

  /** Where the DOCTYPE or the root begins. */
  private static int rootFrom(String text) {
    Matcher skip = BEFORE_ROOT.matcher(text);
    int from = 0;
    while (skip.region(from, text.length()).lookingAt()) {
      from = skip.end();
    }
    return from;
  }

  private static String withoutDoctype(String text) {
    int from = rootFrom(text);
    int end = Doctype.end(text, from);
    return end == from ? text : fromStart(text.substring(end));
  }

  private static String withEscapedAmpersands(String text) {
    StringBuilder repaired = new StringBuilder(text.length() + 64);
    Matcher found = AMPERSAND.matcher(text);
    boolean cdata = false;
    int from = 0;
    while (found.find()) {
      if (!found.group().equals("&")) {
        cdata = found.group().charAt(0) == '<';
      } else if (!cdata) {
        repaired.append(text, from, found.start()).append("&amp;");
        from = found.end();
      }
    }
    return repaired.append(text, from, text.length()).toString();
  }
}
