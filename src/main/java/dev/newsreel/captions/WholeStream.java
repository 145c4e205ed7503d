package dev.newsreel.captions;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Tells when a stream was read to its end and then closed. A response closes its stream when the
 * last byte was written out, not when it was read.
 */
final class WholeStream extends FilterInputStream {

  private final Runnable whenWhole;
  private boolean whole;
  private boolean told;

  WholeStream(InputStream in, Runnable whenWhole) {
    super(in);
    this.whenWhole = whenWhole;
  }

  @Override
  public int read() throws IOException {
    return seen(super.read());
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    return seen(super.read(bytes, from, length));
  }

  private int seen(int read) {
    whole |= read < 0;
    return read;
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (whole && !told) {
      told = true;
      whenWhole.run();
    }
  }
}
