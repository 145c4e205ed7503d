package dev.newsreel.sandbox;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** What the first bytes of a file tell about it: ISO/IEC 14496-12 boxes. */
final class Mp4Head {
  private static final byte[] MVHD = "mvhd".getBytes(StandardCharsets.US_ASCII);
  private final Buffer head;

  Mp4Head(Buffer head) {
    this.head = head;
  }

  boolean startsLikeMp4() {
    return head.length() >= 12 && head.getString(4, 8).equals("ftyp");
  }

  /**
   * Returns the film's length as its movie header tells it; 0 when the header is not among these
   * bytes.
   */
  double seconds() {
    for (int at = 4; at + 32 < head.length(); at++) {
      if (isMovieHeader(at)) {
        boolean wide = head.getByte(at + 4) == 1;
        int scale = at + (wide ? 24 : 16);
        double length = wide ? head.getLong(scale + 4) : head.getUnsignedInt(scale + 4);
        return Math.round(length / Math.max(1, head.getUnsignedInt(scale)) * 1000) / 1000.0;
      }
    }
    return 0;
  }

  private boolean isMovieHeader(int at) {
    for (int i = 0; i < MVHD.length; i++) {
      if (head.getByte(at + i) != MVHD[i]) {
        return false;
      }
    }
    return true;
  }
}
