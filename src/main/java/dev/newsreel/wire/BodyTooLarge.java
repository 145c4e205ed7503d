package dev.newsreel.wire;

import java.io.IOException;

/**
 * The answer's body, after unpacking, is larger than the kind of call allows; the rest was not
 * read.
 */
public final class BodyTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  BodyTooLarge(long maxBytes) {
    super("The answer is larger than " + maxBytes + " bytes.");
  }
}
