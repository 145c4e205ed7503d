package dev.newsreel.intake;

import dev.newsreel.job.Article;
import java.util.List;
import java.util.Objects;

/**
 * One entry of a feed with everything that tells whether it was seen before.
 *
 * <p>An entry is known when <b>any</b> of its keys is known for the same feed. Whoever accepts an
 * entry, or meets a known one again, remembers all of its keys.
 *
 * @param article the entry as plain text
 * @param keys its names, strongest first, at least one; see {@link EntryKeys}
 * @param linkKey its address as compared, see {@link Links#key}; null without an address
 * @param contentHash SHA-256 in hexadecimal of title and text; changes when the entry was edited
 */
public record Entry(Article article, List<String> keys, String linkKey, String contentHash) {

  public Entry {
    Objects.requireNonNull(article, "article");
    Objects.requireNonNull(contentHash, "contentHash");
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("an entry needs a key");
    }
  }

  /** Those of its keys that mean the same in every feed: a guid does not. */
  List<String> sharedKeys() {
    return keys.stream().filter(key -> key.startsWith("l:") || key.startsWith("c:")).toList();
  }

  /** The same entry with another text: its keys stay, so that a later poll knows it again. */
  Entry withText(String text) {
    Article full =
        new Article(
            article.title(),
            text,
            article.url(),
            article.guid(),
            article.publishedAt(),
            article.author());
    return new Entry(full, keys, linkKey, contentHash);
  }

  /** The strongest key: the one to show and to derive a job's id from. */
  public String key() {
    return keys.get(0);
  }
}
