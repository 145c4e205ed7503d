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
  private boolean cell;

  private HtmlLines() {}

  /** The text: a blank line between paragraphs, "- " before list items, " | " between cells. */
  static String of(Element body) {
    HtmlLines lines = new HtmlLines();
    NodeTraversor.traverse(lines, body);
    return lines.out.toString();
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      write(pre > 0 ? text.getWholeText() : text.getWholeText().replaceAll("\\s+", " "));
      return;
    }
    String name = node.nodeName();
    pre += name.equals("pre") ? 1 : 0;
    items += name.equals("li") ? 1 : 0;
    switch (name) {
      case "li" -> {
        lineEnds(1);
        out.append("- ");
      }
      case "br" -> out.append('\n');
      case "td", "th" -> cell = !isAtLineStart();
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

  private void write(String text) {
    if (cell && !text.isBlank()) {
      out.append(isAtLineStart() ? "" : " | ");
      cell = false;
    }
    out.append(text);
  }

  private void breakAt(String name) {
    // A list inside a list, or a paragraph inside an item, is no paragraph of its own.
    if (PARAGRAPHS.contains(name)) {
      lineEnds(items > 0 ? 1 : 2);
    } else if (LINES.contains(name)) {
      lineEnds(1);
    }
  }

  /** Ends the line, or leaves one blank, unless that is so already or a list item only begins. */
  private void lineEnds(int wanted) {
    int end = endOfWords();
    if (items > 0 && isDash(end)) {
      return;
    }
    for (int i = out.length() - 1; i >= end; i--) {
      wanted -= out.charAt(i) == '\n' ? 1 : 0;
    }
    out.append("\n".repeat(Math.max(0, wanted)));
  }

  private boolean isAtLineStart() {
    int end = endOfWords();
    return end == 0 || out.indexOf("\n", end) >= 0;
  }

  /** Where what is written so far ends, blanks and line ends not counted. */
  private int endOfWords() {
    int end = out.length();
    while (end > 0 && " \n".indexOf(out.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private boolean isDash(int end) {
    boolean alone = end == 1 || (end > 1 && out.charAt(end - 2) == '\n');
    return alone && out.charAt(end - 1) == '-' && out.indexOf("\n", end) < 0;
  }
}
