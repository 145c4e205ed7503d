package dev.newsreel.intake;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The parts of a web page, and which of them is its article. */
final class PageBlocks {
  /** The fewest characters of prose that make an article. */
  static final int LEAST = 250;

  private static final int LEAST_PARAGRAPH = 25;
  private static final double MOST_LINKED = 0.4;
  private static final int MOST_ELEMENTS = 50_000;
  private static final int MOST_MARKED = 50;
  private static final Set<String> HOLDERS = Set.of("div", "section", "td");
  private static final int DEEPEST = 150;
  private static final Set<String> BLOCKS =
      Set.of("p", "pre", "blockquote", "li", "td", "dd", "div", "section", "article", "main");
  private static final String NOISE =
      "script,style,noscript,template,nav,aside,footer,form,dialog,iframe,svg,button,figcaption,h1,time,"
          + "[hidden],[aria-hidden=true],[role=navigation],[role=complementary],[role=dialog],"
          + "[role=banner],[role=contentinfo],[role=search],[style~=(?i)display\\s*:\\s*none],"
          + "body > header";
  private static final Pattern SIDE =
      Pattern.compile(
          "(?:^|[\\s_-])(?:comments?|disqus|respond|related|recommend(?:ed|ations?)?|share|sharing"
              + "|social|follow|newsletter|subscri(?:be|ption)|signup|register|login|promo|promotion"
              + "|cookies?|consent|gdpr|breadcrumbs?|sidebar|ads?|advert(?:s|isement)?|banner"
              + "|sponsor(?:ed)?|outbrain|taboola|paywall|pagination|pager|tags?|popup|modal|overlay"
              + "|toolbar|menu|nav|navbar|navigation|footer|masthead|byline|author|bio|trending"
              + "|popular|teasers?|skip-link|screen-reader-text)(?:$|[\\s_-])",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> MARKED =
      List.of(
          "[itemprop=articleBody]",
          "article",
          "main, [role=main]",
          ".entry-content, .post-content");

  private final Element body;

  /** The characters of prose that stand in a block itself, not in blocks inside it. */
  private final Map<Element, Integer> prose = new HashMap<>();

  /** Takes the page apart; what is no text of its own is gone from it afterwards. */
  PageBlocks(Document page) {
    body = page.body();
    body.select(NOISE).remove();
    if (isAbsurd()) {
      body.empty();
    }
    int all = body.text().length();
    for (Element part : body.select("[class], [id]")) {
      String names = part.className() + " " + part.id();
      // A whole article may be called "share-enabled"; a block beside it is smaller.
      if (!part.equals(body) && SIDE.matcher(names).find() && part.text().length() * 3 < all) {
        part.remove();
      }
    }
    body.stream().filter(PageBlocks::isBlock).forEach(block -> prose.put(block, prose(block)));
  }

  /** Whether it is larger than any page that somebody reads. */
  private boolean isAbsurd() {
    int[] most = {0, 0};
    NodeVisitor counter =
        (node, depth) -> {
          most[0]++;
          most[1] = Math.max(most[1], depth);
        };
    NodeTraversor.traverse(counter, body);
    return most[0] > MOST_ELEMENTS || most[1] > DEEPEST;
  }

  /** The article; empty when no part of the page has enough prose that is not links. */
  Optional<Element> article() {
    return Stream.concat(MARKED.stream().map(this::marked), Stream.of(densest()))
        .flatMap(Optional::stream)
        .findFirst()
        .filter(block -> !isIndex(block));
  }

  private static boolean isBlock(Element element) {
    return BLOCKS.contains(element.normalName());
  }

  private static int prose(Element block) {
    boolean innermost = block.children().stream().noneMatch(PageBlocks::isBlock);
    String own = innermost ? block.text() : block.ownText();
    boolean told = own.length() >= LEAST_PARAGRAPH && !(innermost && isLinks(block));
    return told ? own.length() : 0;
  }

  private static boolean isLinks(Element block) {
    int links = block.select("a").stream().mapToInt(a -> a.text().length()).sum();
    return links > block.text().length() * MOST_LINKED;
  }

  /** Of the elements that the page marks so, the one with the most prose, if it stands out. */
  private Optional<Element> marked(String query) {
    List<Element> elements = body.select(query);
    return elements.stream()
        .limit(MOST_MARKED)
        .max(Comparator.comparingInt(this::words))
        .filter(e -> words(e) >= LEAST && words(e) * 2 > wordsOf(elements));
  }

  private int wordsOf(List<Element> elements) {
    Set<Element> inside = new HashSet<>();
    elements.forEach(e -> inside.addAll(e.getAllElements()));
    return inside.stream().mapToInt(e -> prose.getOrDefault(e, 0)).sum();
  }

  private int words(Element element) {
    return element.stream().mapToInt(e -> prose.getOrDefault(e, 0)).sum();
  }

  /** The element around the most prose; what is farther out counts less. */
  private Optional<Element> densest() {
    Map<Element, Double> scores = new HashMap<>();
    prose.forEach(
        (block, length) -> {
          boolean holder = HOLDERS.contains(block.normalName());
          Element around = holder ? block : block.parent();
          double share = length;
          for (int i = 0; i < 3 && around != null && !around.equals(body.parent()); i++) {
            scores.merge(around, share, Double::sum);
            around = around.parent();
            share *= 0.6;
          }
        });
    return scores.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .filter(e -> words(e) >= LEAST);
  }

  /** Whether it is a list of teasers: headings that are links, with a few words below each. */
  private boolean isIndex(Element block) {
    long headings =
        block.select("h2, h3, h4").stream()
            .filter(h -> !h.text().isBlank() && isLinks(h))
            .limit(1000)
            .count();
    long paragraphs = block.stream().filter(e -> prose.getOrDefault(e, 0) > 0).count();
    return headings >= 3 && headings * 2 >= paragraphs;
  }
}
