package dev.newsreel.wire;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may be said of a host by its name alone. */
final class HostName {

  private static final int LONGEST = 253;
  private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*\\.?");
  private static final List<String> INSIDE =
      List.of(".localhost", ".local", ".internal", ".home.arpa");

  private HostName() {}

  /** The name in the form in which names are compared: small letters, no dot at the end. */
  static String withoutDot(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  static boolean isWellFormed(String host) {
    return host.length() <= LONGEST && FORM.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * Whether the name is reserved for inner networks (RFC 6761, 6762, 8375 and ICANN's .internal).
   */
  static boolean isInside(String host) {
    var dotted = "." + withoutDot(host);
    return INSIDE.stream().anyMatch(dotted::endsWith);
  }
}
