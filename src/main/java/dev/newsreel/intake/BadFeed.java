package dev.newsreel.intake;

import java.util.List;

/** A feed's declaration cannot be used; the message is one sentence with all its faults. */
final class BadFeed extends Exception {
  private static final long serialVersionUID = 1L;

  BadFeed(String id, List<String> faults) {
    super("Feed " + id + " is not usable: " + String.join("; ", faults));
  }
}
