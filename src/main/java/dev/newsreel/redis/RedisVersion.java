package dev.newsreel.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Redis it is.
 *
 * @param major the first number
 * @param minor the second number
 */
record RedisVersion(int major, int minor) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

  /** Returns the version that {@code redis_version} tells; null when it tells none. */
  static RedisVersion parse(String text) {
    Matcher numbers = FORM.matcher(text == null ? "" : text.strip());
    return numbers.matches()
        ? new RedisVersion(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
        : null;
  }

  /** Returns whether it can take over messages (XAUTOCLAIM came with 6.2). */
  boolean isEnough() {
    return major > 6 || (major == 6 && minor >= 2);
  }

  /**
   * Refuses a version that is too old; one that is not told passes.
   *
   * @throws IllegalStateException with a sentence
   */
  static void check(String text) {
    RedisVersion version = parse(text);
    if (version != null && !version.isEnough()) {
      throw new IllegalStateException(
          "Redis " + text.strip() + " is too old: Newsreel needs Redis 6.2 or newer");
    }
  }
}
