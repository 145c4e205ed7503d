package dev.newsreel.intake;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;

/** Turns the HTML of an article into the plain text that a script is written from. */
public final class ArticleText {
  /** The longest text of one article, in characters. */
  public static final int MAX_LENGTH = 200_000;

  private static final int MAX_TITLE = 1_000;
  private static final Pattern BLANK_LINES = Pattern.compile("\\R\\s*\\R");
  private static final Pattern ESCAPED_MARKUP =
      Pattern.compile(
          "^\\s*<(?:p|div|br|img|a|b|i|em|strong|span|ul|ol|h[1-6]|table|figure|blockquote)\\b[^>]*>"
              + "|</(?:p|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote|table|td|figure|font"
              + "|center|section|article|pre|u|small)\\s*>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ESCAPED_ENTITY =
      Pattern.compile(
          "&(?:amp|quot|apos|nbsp|hellip|[mn]dash|[lr][sd]quo|#\\d{2,6}|#x\\p{XDigit}{2,5});");
  private static final String NOISE =
      "script,style,noscript,template,head,form,iframe,object,embed,svg,math,button,input,select,"
          + "textarea,rt,rp,sup:has(a[href^=#]),img,picture,audio,video,canvas,nav,[hidden],[aria-hidden=true],"
          + "[style~=(?i)display\\s*:\\s*none],.sharedaddy,.jp-relatedposts,.feedflare,.addtoany_share_save_container,"
          + ".more-link,.read-more,.screen-reader-text";

  private ArticleText() {}

  /**
   * The text of an article: paragraphs parted by one blank line, list items as lines that start
   * with "- ", without scripts, forms, invisible characters and what invites to read on or share.
   *
   * @param html HTML, escaped HTML or plain text; null is read as empty
   * @return at most {@link #MAX_LENGTH} characters; empty when there is no text, never null
   */
  public static String of(String html) {
    return cut(ReadOn.removedFrom(text(html)), MAX_LENGTH);
  }

  /** A title as one line of plain text; empty when there is none, never null. */
  public static String title(String html) {
    return cut(text(html).replaceAll("\\s+", " ").replaceFirst("^- ", ""), MAX_TITLE);
  }

  /** Plain text as HTML that {@link #of} reads back literally: nothing in it is markup. */
  static String literally(String text) {
    return BLANK_LINES
        .splitAsStream(text)
        .map(part -> "<p>" + Entities.escape(part) + "</p>")
        .collect(Collectors.joining());
  }

  /** Whether text that should be plain is HTML all the same. */
  static boolean looksLikeMarkup(String text) {
    return ESCAPED_MARKUP.matcher(text).find();
  }

  /** The longest of these as plain text. */
  static String longest(List<String> htmls) {
    return htmls.stream()
        .map(ArticleText::of)
        .reduce("", (best, next) -> next.length() > best.length() ? next : best);
  }

  private static String text(String html) {
    Element body = Jsoup.parseBodyFragment(html == null ? "" : html).body();
    boolean wasText = body.childrenSize() == 0;
    String text = wasText ? paragraphs(body.wholeText()) : lines(body);
    if (wasText && looksLikeMarkup(text)) {
      text = lines(Jsoup.parseBodyFragment(body.wholeText()).body());
    }
    boolean escaped = ESCAPED_ENTITY.matcher(text).find();
    return CleanText.of(escaped ? Parser.unescapeEntities(text, false) : text);
  }

  private static String paragraphs(String plain) {
    return BLANK_LINES
        .splitAsStream(plain)
        .map(paragraph -> paragraph.replaceAll("\\s+", " "))
        .collect(Collectors.joining("\n\n"));
  }

  private static String lines(Element body) {
    body.select(NOISE).remove();
    List<Element> links = body.select("a");
    links.stream().filter(a -> ReadOn.isInvitation(a.text())).forEach(Element::remove);
    return HtmlLines.of(body);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end).strip();
  }
}
