package dev.newsreel.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.newsreel.job.Digest;
import dev.newsreel.job.Json;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry as it is stored and exported: one line of JSON in ASCII that ends in its hash. The hash
 * is that of the line without it, so that it can be checked with {@code sed} and {@code sha256sum}.
 *
 * @param n the entry's number
 * @param prev hash of the entry before; empty for the first
 * @param text the line without its hash
 * @param hash SHA-256 as the line tells it
 */
record Line(long n, String prev, String text, String hash) {

  private static final ObjectWriter WRITER =
      Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
  private static final Pattern FORM =
      Pattern.compile(
          "(\\{\"n\":(\\d{1,18}),.*\"prev\":\"([0-9a-f]{64}|)\"),\"hash\":\"([0-9a-f]{64})\"\\}");

  /** Returns the line of an entry that has its number. */
  static Line of(Entry entry) {
    try {
      String text = WRITER.writeValueAsString(entry);
      return new Line(entry.n(), entry.prev(), text, Digest.of(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An entry cannot be written", e);
    }
  }

  /** Reads a line; nothing when it is none of ours. */
  static Optional<Line> parse(String whole) {
    Matcher matcher = FORM.matcher(whole);
    return matcher.matches()
        ? Optional.of(
            new Line(
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(1) + "}",
                matcher.group(4)))
        : Optional.empty();
  }

  /** Returns it as it is stored. */
  String whole() {
    return text.substring(0, text.length() - 1) + ",\"hash\":\"" + hash + "\"}";
  }

  /** Returns whether it says what its hash was made of. */
  boolean isGenuine() {
    return Digest.of(text).equals(hash);
  }

  /** Returns the end of a trail that ends with it. */
  Head head() {
    return new Head(n, hash);
  }
}
