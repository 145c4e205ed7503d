package dev.newsreel.trail;

import dev.newsreel.job.Digest;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts from outside, made short and free of what could be a secret or harm a terminal. */
final class Shown {

  private static final int MOST = 200;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e\\u00a0-\\uffff]");
  private static final Pattern KEY = Pattern.compile("(nr_[0-9a-f]{12})_[A-Za-z0-9_-]+");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]*");

  private Shown() {}

  /** Returns at most 200 printable characters, without the secret part of a key; null of null. */
  static String text(String text) {
    if (text == null) {
      return null;
    }
    String whole = text.length() > 10 * MOST ? text.substring(0, 10 * MOST) : text;
    String safe = UNPRINTABLE.matcher(KEY.matcher(whole).replaceAll("$1_***")).replaceAll("?");
    return safe.length() > MOST ? safe.substring(0, MOST) + "..." : safe;
  }

  /**
   * Returns a path. What is not a short plain word in it is replaced by its digest: it may be
   * anything.
   *
   * @param longest how many characters a word may have
   */
  static String path(String path, int longest) {
    String whole = path.length() > MOST ? path.substring(0, MOST) : path;
    String shown =
        Arrays.stream(whole.split("/", -1))
            .map(s -> s.length() <= longest && PLAIN.matcher(s).matches() ? s : digest(s))
            .collect(Collectors.joining("/"));
    return whole.equals(path) ? shown : shown + "..." + path.length();
  }

  private static String digest(String text) {
    return "sha256:" + Digest.of(text).substring(0, 16);
  }
}
