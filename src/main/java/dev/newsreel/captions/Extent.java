package dev.newsreel.captions;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a film an answer holds (RFC 9110, section 14).
 *
 * @param first the first one's place, from 0
 * @param last the last one's place
 * @param total how many bytes the whole film has
 */
record Extent(long first, long last, long total) {

  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /**
   * Reads it from an answer.
   *
   * @param headers by name in lower case
   * @return null when the answer does not tell, or holds no bytes
   */
  static Extent of(int status, Map<String, String> headers) {
    if (status == 206) {
      Matcher range = RANGE.matcher(headers.getOrDefault("content-range", ""));
      return range.matches()
          ? new Extent(number(range, 1), number(range, 2), number(range, 3))
          : null;
    }
    String length = headers.getOrDefault("content-length", "");
    boolean known = status == 200 && length.matches("[1-9]\\d{0,17}");
    return known ? new Extent(0, Long.parseLong(length) - 1, Long.parseLong(length)) : null;
  }

  private static long number(Matcher range, int group) {
    return Long.parseLong(range.group(group));
  }

  /** Returns whether the film's last byte is among them. */
  boolean reachesEnd() {
    return last + 1 == total;
  }

  /** Returns whether another answer begins at a byte of this one, and is of a film as long. */
  boolean isContinuedBy(Extent rest, long at) {
    return rest != null && rest.first() == at && rest.last() == last && rest.total() == total;
  }
}
