package dev.newsreel.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the charset of a feed: byte order mark, then UTF-8 if the bytes are UTF-8 whatever is
 * declared, then the HTTP header, then the XML prolog or the page's head, then windows-1252.
 *
 * <p>The order of mark, header and prolog is that of https://www.rfc-editor.org/rfc/rfc7303 (read
 * 2026-11-22). Trying UTF-8 first is our own departure: real feeds declare wrongly more often than
 * they are UTF-8 by chance.
 */
final class FeedCharset {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Pattern IN_HEADER =
      Pattern.compile("charset\\s*=\\s*[\"']?([^\\s;\"',]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_PROLOG =
      Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']\\s*([^\"'\\s]+)");

  private static final Pattern IN_PAGE =
      Pattern.compile(
          "<meta\\s[^>]{0,200}?charset\\s*=\\s*[\"']?\\s*([^\"'\\s/>;]+)",
          Pattern.CASE_INSENSITIVE);

  private FeedCharset() {}

  /** The text of a feed's bytes; never fails. */
  static String read(byte[] bytes, String contentType) {
    return read(bytes, contentType, IN_PROLOG);
  }

  /** The text of a web page's bytes, which names its charset in a {@code meta} element. */
  static String readPage(byte[] bytes, String contentType) {
    return read(bytes, contentType, IN_PAGE);
  }

  private static String read(byte[] bytes, String contentType, Pattern inside) {
    Charset marked = byFirstBytes(bytes);
    if (marked != null) {
      return new String(bytes, marked);
    }
    String head = new String(bytes, 0, Math.min(bytes.length, 4096), ISO_8859_1);
    Charset header = declared(IN_HEADER, contentType == null ? "" : contentType);
    Charset own = declared(inside, head);
    if (!isAscii(bytes)) {
      String utf8 = strictly(bytes, UTF_8);
      if (utf8 != null) {
        return utf8;
      }
    }
    for (Charset charset : Arrays.asList(header, own)) {
      String text = charset == null || isLatin1(charset) ? null : strictly(bytes, charset);
      if (text != null && text.indexOf('<') >= 0) {
        return text;
      }
    }
    String mixed = MixedUtf8.read(bytes);
    return mixed == null ? new String(bytes, WINDOWS_1252) : mixed;
  }

  private static Charset byFirstBytes(byte[] b) {
    if (startsWith(b, 0, 0, 0xfe, 0xff) || startsWith(b, 0, 0, 0, '<')) {
      return UTF_32BE;
    }
    if (startsWith(b, 0xff, 0xfe, 0, 0) || startsWith(b, '<', 0, 0, 0)) {
      return UTF_32LE;
    }
    if (startsWith(b, 0xfe, 0xff) || startsWith(b, 0, '<')) {
      return UTF_16BE;
    }
    if (startsWith(b, 0xff, 0xfe) || startsWith(b, '<', 0)) {
      return UTF_16LE;
    }
    if (startsWith(b, 0xef, 0xbb, 0xbf) && strictly(b, UTF_8) != null) {
      return UTF_8;
    }
    return null;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static Charset declared(Pattern where, String text) {
    Matcher found = where.matcher(text);
    if (!found.find()) {
      return null;
    }
    // Each of these is a superset of the name on the left, and what senders really use.
    String name = found.group(1).toLowerCase(Locale.ROOT).replace("utf_", "utf-");
    String wider =
        switch (name) {
          case "gb2312", "gbk", "x-gbk" -> "GB18030";
          case "shift_jis", "x-sjis", "sjis" -> "windows-31j";
          case "euc-kr", "ks_c_5601-1987" -> "x-windows-949";
          case "iso-8859-9" -> "windows-1254";
          case "tis-620", "iso-8859-11" -> "x-windows-874";
          default -> name;
        };
    try {
      return Charset.forName(wider);
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  /** Latin-1 and ASCII are what servers say when nobody told them; windows-1252 covers both. */
  private static boolean isLatin1(Charset charset) {
    return charset.equals(ISO_8859_1) || charset.equals(US_ASCII) || charset.equals(WINDOWS_1252);
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static String strictly(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException | UnsupportedOperationException otherCharset) {
      return null;
    }
  }
}
