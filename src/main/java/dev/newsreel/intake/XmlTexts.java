package dev.newsreel.intake;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** Finds title, texts and authors of one item or entry and gives all texts as HTML. */
final class XmlTexts {
  private static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f]");
  private static final int MAX_NAME = 300;
  private static final Pattern MAIL_AND_NAME = Pattern.compile("\\S+@\\S+\\s*\\((.+)\\)");
  private static final Pattern NAME_AND_MAIL = Pattern.compile("(.+?)\\s*[<(]\\S+@\\S+[>)]");

  private final FeedTree tree;
  private final Element entry;

  XmlTexts(FeedTree tree, Element entry) {
    this.tree = tree;
    this.entry = entry;
  }

  String title() {
    return longest("title", "atom:title", "dc:title", "media:title", "itunes:title");
  }

  String summary() {
    String summary = longest("description", "summary", "atom:summary", "dc:description");
    if (!summary.isBlank() || !content().isBlank()) {
      return summary;
    }
    String other = longest("dcterms:abstract", "abstract", "itunes:summary", "media:description");
    return other.isBlank() ? mediaGroup() : other;
  }

  String content() {
    return longest(
        "content:encoded", "encoded", "content", "atom:content", "xhtml:body", "body", "fullitem");
  }

  private String mediaGroup() {
    for (Element group : tree.children(entry, "media:group")) {
      String text = tree.text(group, "media:description");
      if (!text.isEmpty()) {
        return ArticleText.literally(text);
      }
    }
    return "";
  }

  /** Of the elements with the first of these names that has any text, the longest. */
  private String longest(String... names) {
    for (String name : names) {
      String best = "";
      for (Element element : tree.children(entry, name)) {
        boolean atom = name.startsWith("atom:") || (tree.isAtom() && name.indexOf(':') < 0);
        String html = html(element, atom);
        best = html.length() > best.length() ? html : best;
      }
      if (!best.isBlank()) {
        return best;
      }
    }
    return "";
  }

  /** The element's text as HTML; Atom says by type and mode what it is, RSS always means HTML. */
  static String html(Element element, boolean atom) {
    if (!atom) {
      return FeedTree.inner(element, true);
    }
    String type = element.attr("type").strip().toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
    if (element.childrenSize() > 0) {
      return FeedTree.inner(element, !type.contains("xhtml"));
    }
    boolean base64 = element.attr("mode").strip().equalsIgnoreCase("base64");
    String text = element.wholeText();
    if (base64 || type.endsWith("octet-stream")) {
      text = decoded(text);
    } else if (type.contains("/") && !type.startsWith("text/") && !type.endsWith("xml")) {
      return "";
    }
    boolean plain = type.isEmpty() || type.equals("text") || type.equals("text/plain");
    return plain ? ofPlain(text) : text;
  }

  /** Much text that is declared plain, or not declared, is HTML. */
  private static String ofPlain(String text) {
    return ArticleText.looksLikeMarkup(text) ? text : ArticleText.literally(text);
  }

  private static String decoded(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64.replaceAll("[\\s=]", ""));
      String text = FeedCharset.read(bytes, null);
      return BINARY.matcher(text).find() ? "" : text;
    } catch (IllegalArgumentException noText) {
      return "";
    }
  }

  /** The names of those who wrote it, parted by commas; empty when none is told. */
  static String people(FeedTree tree, Element parent) {
    for (String name :
        List.of("dc:creator", "author", "atom:author", "dc:author", "itunes:author")) {
      List<String> people = new ArrayList<>();
      for (Element person : tree.children(parent, name)) {
        people.add(name(tree, person));
      }
      String all =
          people.stream().filter(p -> !p.isBlank()).distinct().collect(Collectors.joining(", "));
      if (!all.isEmpty()) {
        return all;
      }
    }
    return "";
  }

  private static String name(FeedTree tree, Element person) {
    String written = tree.text(person, "name", "atom:name", "email", "atom:email");
    String text = written.isEmpty() ? person.wholeText().strip() : written;
    if (text.length() > MAX_NAME) {
      return "";
    }
    Matcher mailFirst = MAIL_AND_NAME.matcher(text);
    if (mailFirst.matches()) {
      return mailFirst.group(1).strip();
    }
    Matcher nameFirst = NAME_AND_MAIL.matcher(text);
    return nameFirst.matches() ? nameFirst.group(1).strip() : text;
  }
}
