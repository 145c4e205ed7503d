package dev.newsreel.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out whether a feed was cut off on its way, and takes away the entry that was cut. */
final class TornEntry {
  private static final Pattern ROOT = Pattern.compile("<([\\w:.-]+)");
  private static final Pattern ENTRY =
      Pattern.compile("<(/?)(?:[\\w.-]+:)?(?:item|entry)(?=[\\s/>])", Pattern.CASE_INSENSITIVE);
  private static final String CDATA = "<![CDATA[";

  private TornEntry() {}

  /**
   * The feed without its last entry when neither the entry nor the root is closed.
   *
   * @param root where the root begins
   */
  static String removedFrom(String text, int root) {
    Matcher name = ROOT.matcher(text).region(root, text.length());
    if (!name.lookingAt() || isClosed(text, name.group(1))) {
      return text;
    }
    int open = -1;
    int cdata = text.indexOf(CDATA, root);
    Matcher entry = ENTRY.matcher(text);
    int from = root;
    while (entry.find(from)) {
      if (cdata >= 0 && cdata < entry.start()) {
        int end = text.indexOf("]]>", cdata);
        if (end < 0) {
          break;
        }
        from = end;
        cdata = text.indexOf(CDATA, end);
        continue;
      }
      open = entry.group(1).isEmpty() ? entry.start() : -1;
      from = entry.end();
    }
    return open < 0 ? text : text.substring(0, open);
  }

  private static boolean isClosed(String text, String root) {
    return Pattern.compile("</" + Pattern.quote(root) + "\\s*>").matcher(text).find();
  }
}
