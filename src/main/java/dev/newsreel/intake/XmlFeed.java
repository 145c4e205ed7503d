package dev.newsreel.intake;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Reads RSS 0.90 to 2.0, RDF, CDF, Atom 0.3 and 1.0, also in wrong versions and namespaces. */
final class XmlFeed {
  private final FeedTree tree;
  private final URI site;
  private final URI start;
  private final Instant now;

  private XmlFeed(FeedTree tree, URI url, Instant now) {
    this.tree = tree;
    this.now = now;
    this.site = site(tree, url);
    this.start = site == null ? url : site;
  }

  /** The feed as plain RSS 2.0. */
  static String plain(String text, URI url, Instant now) {
    return new XmlFeed(FeedTree.of(text), url, now).plain();
  }

  private static URI site(FeedTree tree, URI url) {
    Element channel = tree.channel();
    return new XmlLinks(tree, FeedTree.base(channel, url)).of(channel);
  }

  private String plain() {
    String title = new XmlTexts(tree, tree.channel()).title();
    List<PlainItem> items = tree.entries().stream().map(this::item).toList();
    return PlainRss.of(title, site, politeness(), items);
  }

  /** How often and when the feed wants to be read, with everything else but numbers dropped. */
  private List<String> politeness() {
    List<String> elements = new ArrayList<>();
    String ttl = tree.text(tree.channel(), "ttl");
    if (ttl.matches("\\d{1,6}")) {
      elements.add("<ttl>" + ttl + "</ttl>");
    }
    for (Element skip : tree.children(tree.channel(), "skiphours")) {
      elements.add("<skipHours>");
      skip.children().eachText().stream()
          .filter(hour -> hour.strip().matches("\\d|1\\d|2[0-4]"))
          .map(hour -> "<hour>" + Integer.parseInt(hour.strip()) % 24 + "</hour>")
          .forEach(elements::add);
      elements.add("</skipHours>");
    }
    for (Element skip : tree.children(tree.channel(), "skipdays")) {
      elements.add("<skipDays>");
      skip.children().eachText().stream()
          .map(day -> day.strip().toLowerCase(Locale.ROOT))
          .filter(day -> day.matches("(mon|tues|wednes|thurs|fri|satur|sun)day"))
          .map(day -> "<day>" + day + "</day>")
          .forEach(elements::add);
      elements.add("</skipDays>");
    }
    return elements;
  }

  private PlainItem item(Element entry) {
    XmlTexts texts = new XmlTexts(tree, entry);
    String guid = tree.text(entry, "guid", "id", "atom:id");
    String about = entry.attr("rdf:about").strip();
    return new PlainItem(
        guid.isEmpty() ? about : guid,
        new XmlLinks(tree, FeedTree.base(entry, start)).of(entry),
        texts.title(),
        texts.summary(),
        texts.content(),
        date(entry),
        author(entry));
  }

  private Instant date(Element entry) {
    String[] names = {
      "pubdate",
      "published",
      "atom:published",
      "issued",
      "dc:date",
      "dcterms:issued",
      "dcterms:created",
      "created",
      "date",
      "updated",
      "atom:updated",
      "modified",
      "dcterms:modified"
    };
    for (String name : names) {
      Instant date = FeedDates.read(tree.text(entry, name), now);
      if (date != null) {
        return date;
      }
    }
    return null;
  }

  private String author(Element entry) {
    String own = XmlTexts.people(tree, entry);
    return own.isEmpty() && tree.isAtom() ? XmlTexts.people(tree, tree.channel()) : own;
  }
}
