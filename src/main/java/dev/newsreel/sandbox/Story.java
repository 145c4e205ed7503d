package dev.newsreel.sandbox;

import java.time.Instant;

/**
 * One article of the simulated newspaper.
 *
 * @param slug its name in addresses
 * @param html its paragraphs as HTML
 * @param published when it came out
 */
record Story(String slug, String title, String author, String html, Instant published) {

  /** Returns the first paragraph without markup. */
  String summary() {
    return html.substring(0, html.indexOf("</p>")).replaceAll("<[^>]+>", "").strip();
  }
}
