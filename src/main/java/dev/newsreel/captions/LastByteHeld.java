package dev.newsreel.captions;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A film whose last byte is held back until its delivery is saved: what was delivered without a
 * receipt could be ordered twice. A film that breaks off never gets that far.
 */
final class LastByteHeld extends InputStream {

  private static final int NONE = -1;

  /** Saves that the last byte is about to go. */
  interface Receipt {
    /**
     * Saves it.
     *
     * @throws IOException when it may not go: the order was revoked, or nothing can be saved
     */
    void save() throws IOException;
  }

  private final InputStream film;
  private final Receipt receipt;
  private int held = NONE;
  private boolean over;

  LastByteHeld(InputStream film, Receipt receipt) {
    this.film = film;
    this.receipt = receipt;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!over && held == NONE) {
      held = film.read();
      over = held == NONE;
    }
    return over ? NONE : next(bytes, from, length);
  }

  private int next(byte[] bytes, int from, int length) throws IOException {
    int count = film.read(bytes, from, length);
    if (count < 0) {
      receipt.save();
      over = true;
      bytes[from] = (byte) held;
      return 1;
    }
    int last = bytes[from + count - 1];
    System.arraycopy(bytes, from, bytes, from + 1, count - 1);
    bytes[from] = (byte) held;
    held = last & 0xff;
    return count;
  }

  @Override
  public void close() throws IOException {
    film.close();
  }
}
