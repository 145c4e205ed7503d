package dev.newsreel.telemetry;

import dev.newsreel.settings.Secrets;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/**
 * Writes log lines as another layout does, but for secrets and for what could pass for another
 * line: whatever came in with a message or an exception, only an event begins at the beginning of a
 * line.
 */
public final class SafeLayout extends AbstractStringLayout {

  private final StringLayout written;
  private final Secrets secrets;

  /** Makes one around a layout that ends each event with a line feed. */
  public SafeLayout(StringLayout written, Secrets secrets) {
    super(StandardCharsets.UTF_8);
    this.written = written;
    this.secrets = secrets;
  }

  @Override
  public String toSerializable(LogEvent event) {
    String text = secrets.hide(String.valueOf(written.toSerializable(event)));
    StringBuilder lines = new StringBuilder(text.length() + 16);
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        lines.append(i == last ? "\n" : "\n    ");
      } else if (!isBreak(text, i)) {
        lines.append((Character.isISOControl(c) && c != '\t') || isSeparator(c) ? '?' : c);
      }
    }
    return lines.toString();
  }

  private static boolean isBreak(String text, int i) {
    return text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
  }

  // Line and paragraph separators, and what turns the direction of a line round.
  private static boolean isSeparator(char c) {
    return c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
