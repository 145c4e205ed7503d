package dev.newsreel.intake;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * A feed as a forgiving tree: no document types, no entities but HTML's, any nesting, any prefix.
 */
final class FeedTree {
  private static final String NO_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
  private static final Map<String, String> PREFIXES =
      Map.of(
          "http://www.w3.org/2005/atom", "atom",
          "http://purl.org/atom/ns#", "atom",
          "http://purl.org/rss/1.0/modules/content/", "content",
          "http://purl.org/dc/elements/1.1/", "dc",
          "http://purl.org/dc/terms/", "dcterms",
          "http://www.w3.org/1999/xhtml", "xhtml",
          "http://search.yahoo.com/mrss/", "media",
          "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes",
          "http://rssnamespace.org/feedburner/ext/1.0", "feedburner",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf");
  private static final int MOST_ENTRIES = 20_000;
  private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf", "channel", "entry");

  private final Element root;
  private final Element channel;
  private final String own;

  private FeedTree(Element root) {
    this.root = root;
    Element inner =
        root.children().stream().filter(e -> local(e).equals("channel")).findFirst().orElse(root);
    this.channel = inner;
    this.own = namespace(inner);
  }

  /**
   * The tree of a repaired text.
   *
   * @throws NotAFeed when its root is not that of a feed
   */
  static FeedTree of(String text) {
    Document document = Parser.xmlParser().parseInput(Nesting.capped(text), "");
    Element root =
        document.children().stream()
            .filter(e -> !e.tagName().startsWith("?") && !e.tagName().startsWith("!"))
            .findFirst()
            .orElseThrow(
                () -> new NotAFeed("feed_unreadable", "The answer is neither XML nor JSON."));
    if (local(root).equals("html")) {
      throw NotAFeed.webPage();
    }
    if (!ROOTS.contains(local(root))) {
      throw new NotAFeed(
          "feed_unknown_format",
          "The answer is XML of the kind '" + root.tagName() + "', which is no feed.");
    }
    return new FeedTree(root);
  }

  boolean isAtom() {
    return local(root).equals("feed") || local(root).equals("entry");
  }

  /** The element that describes the feed: RSS channel, or the root of Atom. */
  Element channel() {
    return channel;
  }

  /** The first {@value #MOST_ENTRIES} items or entries, in document order, wherever they stand. */
  List<Element> entries() {
    return root.stream()
        .filter(e -> name(e).equals("item") || name(e).equals("entry"))
        .limit(MOST_ENTRIES)
        .toList();
  }

  /** The children that are called so; see {@link #name}. */
  List<Element> children(Element parent, String name) {
    return parent.children().stream().filter(e -> name(e).equals(name)).toList();
  }

  /** The text of the first child that is called so and is not blank; empty when there is none. */
  String text(Element parent, String... names) {
    for (String name : names) {
      for (Element child : children(parent, name)) {
        if (!child.wholeText().isBlank()) {
          return child.wholeText().strip();
        }
      }
    }
    return "";
  }

  /** The name in small letters: bare in the feed's own namespace, else with the usual prefix. */
  String name(Element element) {
    String namespace = namespace(element);
    boolean bare = element.tag().prefix().isEmpty();
    if (namespace.equals(own) && (bare || !own.isEmpty())) {
      return local(element);
    }
    String prefix = PREFIXES.get(namespace);
    if (prefix == null && (bare || namespace.contains("rss"))) {
      return local(element);
    }
    return (prefix == null ? element.tag().prefix().toLowerCase(Locale.ROOT) : prefix)
        + ":"
        + local(element);
  }

  /** What an element holds: its text, or its markup as HTML when it has child elements. */
  static String inner(Element element, boolean cdataIsMarkup) {
    if (element.childrenSize() == 0) {
      return element.wholeText();
    }
    Element copy = element.clone();
    for (Element inside : copy.getAllElements()) {
      inside.tagName(local(inside));
      for (Node node : List.copyOf(inside.childNodes())) {
        if (node instanceof CDataNode cdata) {
          String text = cdata.getWholeText();
          node.replaceWith(cdataIsMarkup ? new DataNode(text) : new TextNode(text));
        }
      }
    }
    Document html = Document.createShell("");
    html.outputSettings().prettyPrint(false);
    html.body().appendChildren(new ArrayList<>(copy.childNodes()));
    return html.body().html();
  }

  /** The address that relative links inside the element start from: its own and outer xml:base. */
  static URI base(Element element, URI document) {
    URI base = document;
    List<Element> path = new ArrayList<>(element.parents());
    path.add(0, element);
    for (int i = path.size() - 1; i >= 0; i--) {
      String own = path.get(i).attr("xml:base");
      URI resolved = own.isBlank() ? null : Links.resolve(base, own);
      base = resolved == null ? base : resolved;
    }
    return base;
  }

  private static String namespace(Element element) {
    String namespace = element.tag().namespace().strip().toLowerCase(Locale.ROOT);
    return namespace.equals(NO_NAMESPACE.toLowerCase(Locale.ROOT)) ? "" : namespace;
  }

  private static String local(Element element) {
    return element.tag().localName().toLowerCase(Locale.ROOT);
  }
}
