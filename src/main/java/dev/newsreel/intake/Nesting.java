package dev.newsreel.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes away the tags of XML that lie deeper than any feed needs, and leaves their text where it
 * is. A parser that keeps something for each open element would need memory without end.
 */
final class Nesting {
  /** The most elements inside each other. */
  static final int MOST = 200;

  private final String text;
  private final StringBuilder kept = new StringBuilder();
  private final List<String> open = new ArrayList<>();
  private final Map<String, Integer> times = new HashMap<>();
  private int copied;

  private Nesting(String text) {
    this.text = text;
  }

  /** The same text unless it is nested too deeply. */
  static String capped(String text) {
    return new Nesting(text).capped();
  }

  private String capped() {
    int at = text.indexOf('<');
    while (at >= 0) {
      at = text.indexOf('<', after(at));
    }
    return copied == 0 ? text : kept.append(text, copied, text.length()).toString();
  }

  /** Reads what begins at a place and returns where it ends. */
  private int after(int at) {
    if (text.startsWith("<![CDATA[", at)) {
      return end("]]>", at);
    }
    if (text.startsWith("<!--", at)) {
      return end("-->", at);
    }
    if (text.startsWith("</", at)) {
      int end = end(">", at);
      close(at, end);
      return end;
    }
    boolean tag = at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    return tag ? open(at) : at + 1;
  }

  private int end(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  private int open(int at) {
    int end = tagEnd(at + 1);
    if (text.startsWith("/>", end - 2)) {
      return end;
    }
    String name = name(at + 1, end);
    if (open.size() >= MOST) {
      drop(at, end);
    }
    open.add(name);
    times.merge(name, 1, Integer::sum);
    return end;
  }

  /** Closes the nearest element of that name, as forgiving parsers do; a stray end is no end. */
  private void close(int at, int end) {
    String name = name(at + 2, end);
    if (times.getOrDefault(name, 0) == 0) {
      return;
    }
    List<String> closed = open.subList(open.lastIndexOf(name), open.size());
    closed.forEach(inner -> times.merge(inner, -1, Integer::sum));
    closed.clear();
    if (open.size() >= MOST) {
      drop(at, end);
    }
  }

  private void drop(int from, int to) {
    kept.append(text, copied, from);
    copied = to;
  }

  private String name(int from, int end) {
    int to = from;
    while (to < end && " \t\r\n/>".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return text.substring(from, to).toLowerCase(Locale.ROOT);
  }

  /** Where a start tag ends; a {@code >} in a quoted value does not end it. */
  private int tagEnd(int from) {
    boolean value = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return i + 1;
      }
      if (value && (c == '"' || c == '\'')) {
        int close = text.indexOf(c, i + 1);
        i = close < 0 ? text.length() : close;
      }
      value = c == '=' || (value && Character.isWhitespace(c));
    }
    return text.length();
  }
}
