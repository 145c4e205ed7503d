package dev.newsreel.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Ids that people type. */
final class Ids {

  private Ids() {}

  /**
   * Returns the id of a video.
   *
   * @throws BadUsage when it is none
   */
  static String video(String typed) {
    if (!typed.matches("v_[0-9a-z]{1,60}")) {
      throw new BadUsage("The id of a video begins with v_, as videos lists it; not " + typed);
    }
    return typed;
  }

  /** Returns a text as it stands in a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
