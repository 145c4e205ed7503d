package dev.newsreel.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Turns the bytes of an answer into the text of a feed. */
public final class FeedDecoder {
  /** The most bytes a feed may have, unpacked: 10 MB. */
  public static final int MAX_BYTES = 10_000_000;

  private FeedDecoder() {}

  /**
   * The text of a feed: unpacked, in the right charset, free of characters that XML forbids,
   * without what stands before the root, with whole entries only.
   *
   * @param body the bytes as received; gzip is recognised by its first two bytes
   * @param contentType the HTTP header; null when there was none. Only its charset is looked at
   * @throws NotAFeed when the body is empty, too large, a web page, or needs a DOCTYPE of its own
   */
  public static String decode(byte[] body, String contentType) {
    byte[] plain = unpack(body);
    if (plain.length > MAX_BYTES) {
      throw tooLarge();
    }
    String text = legal(FeedCharset.read(plain, contentType)).strip();
    if (text.isEmpty()) {
      throw new NotAFeed("feed_empty_body", "The feed's answer was empty.");
    }
    return text.startsWith("{") ? text : FeedRepair.repair(text);
  }

  private static byte[] unpack(byte[] body) {
    if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
      return body;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        if (out.size() > MAX_BYTES) {
          throw tooLarge();
        }
      }
    } catch (EOFException | ZipException broken) {
      // What was unpacked before the fault may hold whole entries.
      if (out.size() == 0) {
        throw new NotAFeed("feed_unreadable", "The feed's gzip data is damaged.", broken);
      }
    } catch (IOException impossible) {
      throw new NotAFeed("feed_unreadable", "The feed's gzip data is damaged.", impossible);
    }
    return out.toByteArray();
  }

  private static NotAFeed tooLarge() {
    return new NotAFeed("feed_too_large", "The feed is larger than 10 MB.");
  }

  /**
   * The text without the characters that XML 1.0 forbids, see https://www.w3.org/TR/xml/#NT-Char.
   */
  static String legal(String text) {
    if (text.codePoints().allMatch(FeedDecoder::isLegal)) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().filter(FeedDecoder::isLegal).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
        || c >= 0x10000;
  }
}
