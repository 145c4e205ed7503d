package dev.newsreel.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Reads UTF-8 with some foreign bytes in it: text pasted as windows-1252 into a UTF-8 page, or an
 * answer that was cut inside a character.
 */
final class MixedUtf8 {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private MixedUtf8() {}

  /** The text, or null when more sequences are foreign than are UTF-8. */
  static String read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder = UTF_8.newDecoder();
    int foreign = 0;
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      byte[] wrong = new byte[result.length()];
      in.get(wrong);
      out.put(new String(wrong, WINDOWS_1252));
      foreign++;
      result = decoder.decode(in, out, true);
    }
    String text = out.flip().toString();
    long wide = text.codePoints().filter(c -> c >= 0x80).count();
    return foreign == 0 || wide - foreign > foreign ? text : null;
  }
}
