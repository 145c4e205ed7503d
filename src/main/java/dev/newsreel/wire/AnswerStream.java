package dev.newsreel.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * An answer's bytes, unpacked and counted.
 *
 * <p>Reading throws {@link OutcomeUnknown} when the body is cut off or late, and {@link
 * BodyTooLarge} past the limit. Closing before the end drops the connection instead of reading the
 * rest: the rest may be endless.
 */
final class AnswerStream extends InputStream {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  // https://www.rfc-editor.org/rfc/rfc1950 section 2.2, read 2026-11-25
  private static final int ZLIB = 8;

  private final InputStream raw;
  private final Call call;
  private final Coding coding;
  private final long length;
  private final long maxBytes;
  private InputStream decoded;
  private long count;
  private boolean over;

  /**
   * Bytes of one answer.
   *
   * @param length the announced length, -1 when unknown
   */
  AnswerStream(InputStream raw, Call call, Coding coding, long length, long maxBytes) {
    this.raw = raw;
    this.call = call;
    this.coding = coding;
    this.length = length;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int size) throws IOException {
    Objects.checkFromIndexSize(from, size, bytes.length);
    if (size == 0) {
      return 0;
    }
    if (over) {
      return -1;
    }
    var got = fetch(bytes, from, size);
    if (got < 0) {
      finish();
      return got;
    }
    count += got;
    if (count > maxBytes) {
      over = true;
      call.abort();
      throw new BodyTooLarge(maxBytes);
    }
    return got;
  }

  @Override
  public int available() throws IOException {
    return over || decoded == null ? 0 : decoded.available();
  }

  @Override
  public void close() throws IOException {
    if (over) {
      return;
    }
    if (count == length) {
      // whoever knows the length need not have read the end
      finish();
    } else {
      over = true;
      call.abort();
    }
  }

  private int fetch(byte[] bytes, int from, int size) throws IOException {
    try {
      if (decoded == null) {
        decoded = coding.packed() ? unpack() : raw;
      }
      return decoded.read(bytes, from, size);
    } catch (IOException | RuntimeException e) {
      over = true;
      call.abort();
      throw call.failure(e);
    }
  }

  /** Some servers say gzip and send plain text, or deflate without its frame: two bytes tell. */
  private InputStream unpack() throws IOException {
    var peek = new PushbackInputStream(raw, 2);
    var head = peek.readNBytes(2);
    peek.unread(head);
    if (head.length < 2) {
      return peek;
    }
    var first = head[0] & 0xff;
    var second = head[1] & 0xff;
    if (first == GZIP_FIRST && second == GZIP_SECOND) {
      return new GZIPInputStream(peek);
    }
    var framed = (first & 0x0f) == ZLIB && ((first << 8) | second) % 31 == 0;
    return coding == Coding.GZIP ? peek : new InflaterInputStream(peek, new Inflater(!framed));
  }

  private void finish() throws IOException {
    over = true;
    try {
      if (raw.read() >= 0) {
        // bytes after the end of the gzip stream: the body is whole, the connection is not worth
        // keeping
        call.abort();
      }
    } catch (IOException e) {
      call.abort();
      throw call.failure(e);
    }
    call.end();
  }
}
