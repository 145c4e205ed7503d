package dev.newsreel.captions;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells when a stream was read to its end. */
final class WholeStream extends FilterInputStream {

  private final Runnable whenWhole;
  private boolean told;

  WholeStream(InputStream in, Runnable whenWhole) {
    super(in);
    this.whenWhole = whenWhole;
  }

  @Override
  public int read() throws IOException {
    return told(super.read());
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    return told(super.read(bytes, from, length));
  }

  private int told(int read) {
    if (read < 0 && !told) {
      told = true;
      whenWhole.run();
    }
    return read;
  }
}
