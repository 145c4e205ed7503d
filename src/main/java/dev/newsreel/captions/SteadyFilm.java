package dev.newsreel.captions;

import dev.newsreel.wire.BodyTooLarge;
import dev.newsreel.wire.Fetch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A film that goes on where its connection broke off, as long as it is still the same film. */
final class SteadyFilm extends InputStream {

  private static final Logger LOG = LoggerFactory.getLogger(SteadyFilm.class);
  private static final int MOST = 5;

  private final Opener opener;
  private final Extent extent;
  private InputStream body;
  private long next;
  private int resumed;

  /** Opens the film once more. */
  interface Opener {
    /** Returns an answer to a request for these bytes, such as {@code bytes=100-199}. */
    Fetch.Opened open(String range) throws IOException;
  }

  private SteadyFilm(Fetch.Opened first, Extent extent, Opener opener) {
    this.opener = opener;
    this.extent = extent;
    this.body = first.body();
    this.next = extent.first();
  }

  /** Returns the film's bytes, as steady as can be: without a known length nothing goes on. */
  static InputStream of(Fetch.Opened first, Opener opener) {
    Extent extent = Extent.of(first.status(), first.headers());
    return extent == null ? first.body() : new SteadyFilm(first, extent, opener);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    while (true) {
      try {
        int count = body.read(bytes, from, length);
        next += Math.max(0, count);
        return count;
      } catch (BodyTooLarge e) {
        throw e;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  private void resume(IOException broken) throws IOException {
    if (resumed++ >= MOST || next > extent.last()) {
      throw broken;
    }
    LOG.debug("A film broke off at byte {}; going on there", next, broken);
    body.close();
    Fetch.Opened more = opener.open("bytes=" + next + "-" + extent.last());
    Extent rest = Extent.of(more.status(), more.headers());
    body = more.body();
    if (!extent.isContinuedBy(rest, next)) {
      throw broken;
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
