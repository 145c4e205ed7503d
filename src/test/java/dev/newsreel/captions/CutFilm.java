package dev.newsreel.captions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Some bytes of a film, and then a cut. */
final class CutFilm extends InputStream {

  private final ByteArrayInputStream bytes;
  private final int end;

  CutFilm(byte[] film, int from, int count) {
    bytes = new ByteArrayInputStream(film, from, count);
    end = from + count;
  }

  @Override
  public int read() throws IOException {
    return checked(bytes.read());
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    return checked(bytes.read(to, from, length));
  }

  private int checked(int read) throws IOException {
    if (read < 0) {
      throw new IOException("cut at " + end);
    }
    return read;
  }
}
