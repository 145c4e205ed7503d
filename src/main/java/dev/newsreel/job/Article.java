package dev.newsreel.job;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * One article, as plain text, that a video is made from.
 *
 * @param title what the article is called; may be empty, never null
 * @param text the body as plain text, paragraphs parted by one blank line; null where it was left
 *     out
 * @param url where a reader finds the article, without name and password; null when the feed gave
 *     none
 * @param guid the feed's own id of the entry, trimmed; null when the feed gave none
 * @param publishedAt when it was published; null when unknown or not believable
 * @param author who wrote it; null when unknown
 */
public record Article(
    String title, String text, URI url, String guid, Instant publishedAt, String author) {

  public Article {
    Objects.requireNonNull(title, "title");
    url = url == null ? null : withoutPassword(url);
  }

  // It is shown to everybody who may read, and passed on.
  private static URI withoutPassword(URI url) {
    return url.getRawUserInfo() == null
        ? url
        : URI.create(url.toString().replaceFirst("//[^/?#]*@", "//"));
  }
}
