package dev.newsreel.intake;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Writes out the text of HTML with the line breaks a reader would see. */
final class HtmlLines implements NodeVisitor {
  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "dl",
          "table",
          "blockquote",
          "pre",
          "figure",
          "figcaption",
          "section",
          "article",
          "header",
          "footer",
          "aside",
          "main",
          "hr",
          "address",
          "details",
          "center",
          "fieldset");
  private static final Set<String> LINES = Set.of("tr", "dt", "dd", "summary", "caption", "option");

  private final StringBuilder out = new StringBuilder();
  private int pre;
  private int items;

  private HtmlLines() {}

  /** The text: a blank line between paragraphs, "- " before list items. */
  static String of(Element body) {
    HtmlLines lines = new HtmlLines();
    NodeTraversor.traverse(lines, body);
    return lines.out.toString();
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      out.append(pre > 0 ? text.getWholeText() : text.getWholeText().replaceAll("\\s+", " "));
      return;
    }
    String name = node.nodeName();
    pre += name.equals("pre") ? 1 : 0;
    items += name.equals("li") ? 1 : 0;
    switch (name) {
      case "li" -> out.append("\n- ");
      case "br" -> out.append('\n');
      case "td", "th" -> out.append(' ');
      default -> breakAt(name);
    }
  }

  @Override
  public void tail(Node node, int depth) {
    String name = node.nodeName();
    pre -= name.equals("pre") ? 1 : 0;
    items -= name.equals("li") ? 1 : 0;
    breakAt(name);
  }

  private void breakAt(String name) {
    if (items > 0 && isAfterDash()) {
      return;
    }
    // A list inside a list, or a paragraph inside an item, is no paragraph of its own.
    if (PARAGRAPHS.contains(name)) {
      out.append(items > 0 ? "\n" : "\n\n");
    } else if (LINES.contains(name)) {
      out.append('\n');
    }
  }

  private boolean isAfterDash() {
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == ' ') {
      end--;
    }
    return end > 1 && out.charAt(end - 1) == '-' && out.charAt(end - 2) == '\n';
  }
}
