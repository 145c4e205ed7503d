package dev.newsreel.intake;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Finds the one address of an item, entry or channel among the many links it may carry. */
final class XmlLinks {
  private static final Set<String> ALTERNATE =
      Set.of("", "alternate", "http://www.iana.org/assignments/relation/alternate");

  private final FeedTree tree;
  private final URI base;

  XmlLinks(FeedTree tree, URI base) {
    this.tree = tree;
    this.base = base;
  }

  /**
   * The absolute address a reader would open: the one behind a redirector, else the link, else the
   * alternate link, else a guid that is a permanent link; null when there is none.
   */
  URI of(Element parent) {
    URI origin = Links.resolve(base, tree.text(parent, "feedburner:origlink"));
    if (origin != null) {
      return origin;
    }
    URI link = alternate(parent, "link");
    if (link == null) {
      link = alternate(parent, "atom:link");
    }
    if (link == null) {
      link = ofChannelDefinition(parent);
    }
    return link == null ? permanent(parent) : link;
  }

  private URI alternate(Element parent, String name) {
    URI other = null;
    for (Element link : tree.children(parent, name)) {
      String href = link.attr("href").isBlank() ? link.wholeText() : link.attr("href");
      URI address = Links.resolve(FeedTree.base(link, base), href);
      if (address == null
          || !ALTERNATE.contains(link.attr("rel").strip().toLowerCase(Locale.ROOT))) {
        continue;
      }
      String type = link.attr("type");
      if (type.isBlank() || type.contains("html")) {
        return address;
      }
      other = other == null ? address : other;
    }
    return other;
  }

  /** In CDF the address is an attribute, of the item itself or of an element A inside it. */
  private URI ofChannelDefinition(Element parent) {
    String own = parent.attributes().getIgnoreCase("href");
    for (Element a : tree.children(parent, "a")) {
      own = own.isBlank() ? a.attributes().getIgnoreCase("href") : own;
    }
    return Links.resolve(base, own);
  }

  private URI permanent(Element parent) {
    for (Element guid : tree.children(parent, "guid")) {
      if (!guid.attr("isPermaLink").strip().equalsIgnoreCase("false")) {
        return Links.resolve(null, guid.wholeText());
      }
    }
    return Links.resolve(null, parent.attr("rdf:about"));
  }
}
