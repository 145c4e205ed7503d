package dev.newsreel.intake;

import dev.newsreel.job.Article;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names the entries of one document so that a later poll recognises them.
 *
 * <p>An entry has up to four keys, strongest first:
 *
 * <ol>
 *   <li>{@code g:} its guid (hashed when longer than {@value #LONG_GUID} characters), when no other
 *       article of the document has it, and it is not merely the address of the feed or its site;
 *   <li>{@code l:} its {@linkplain Links#key link}, under the same conditions and not a home page;
 *   <li>{@code c:} SHA-256 of title and text, when these are long enough to be told apart from
 *       others by themselves ({@value #TELLING} letters);
 *   <li>{@code h:} SHA-256 of guid, link, title and text together; always there.
 * </ol>
 *
 * <p>Uniqueness is judged in one document only, so a key can come and go: when a second entry with
 * the same guid appears, neither has {@code g:} any more. The first one is still recognised by its
 * other keys, remembered when it was accepted, and the second one is not taken for it. The same
 * holds when one of the two scrolls away. Order never matters: equal guids are no one's plain key,
 * whoever comes first. Only an entry that changes its text in the very poll that makes both its
 * guid and its link ambiguous counts as new.
 *
 * <p>The same entry written twice in one document (equal text that is long, or whose guid or link
 * is equal as well) is one.
 */
final class EntryKeys {
  private static final int TELLING = 200;
  private static final int LONG_GUID = 500;

  private final Set<String> places = new HashSet<>();

  /**
   * @param site the address of the feed's site; null when unknown
   * @param feed the address of the feed; null when unknown
   */
  EntryKeys(URI site, URI feed) {
    for (URI place : new URI[] {site, feed}) {
      if (place != null) {
        places.add(place.toString());
        places.add(Links.key(place));
      }
    }
  }

  /** The articles of one document as entries, in the same order, each article once. */
  List<Entry> of(List<Article> articles) {
    List<Article> once = withoutRepeats(articles);
    Map<String, Long> guids = count(once, this::guid);
    Map<String, Long> links = count(once, this::link);
    return once.stream().map(article -> entry(article, guids, links)).toList();
  }

  private Entry entry(Article article, Map<String, Long> guids, Map<String, Long> links) {
    List<String> keys = new ArrayList<>();
    String guid = guid(article);
    if (guid != null && guids.get(guid) == 1) {
      keys.add("g:" + (guid.length() > LONG_GUID ? hash(guid) : guid));
    }
    String link = link(article);
    if (link != null && links.get(link) == 1) {
      keys.add("l:" + link);
    }
    String words = words(article);
    String content = hash(words);
    if (words.length() >= TELLING) {
      keys.add("c:" + content);
    }
    keys.add("h:" + hash(guid + "\n" + link + "\n" + words));
    return new Entry(article, keys, Links.key(article.url()), content);
  }

  private List<Article> withoutRepeats(List<Article> articles) {
    Set<String> seen = new HashSet<>();
    return articles.stream().filter(article -> isNew(article, seen)).toList();
  }

  private boolean isNew(Article article, Set<String> seen) {
    String words = words(article);
    List<String> names = new ArrayList<>();
    names.add("h" + guid(article) + "\n" + link(article) + "\n" + words);
    if (guid(article) != null) {
      names.add("g" + guid(article) + "\n" + words);
    }
    if (link(article) != null) {
      names.add("l" + link(article) + "\n" + words);
    }
    if (words.length() >= TELLING) {
      names.add("c" + words);
    }
    boolean known = names.stream().anyMatch(seen::contains);
    seen.addAll(names);
    return !known;
  }

  private static Map<String, Long> count(List<Article> articles, Function<Article, String> part) {
    return articles.stream()
        .map(part)
        .filter(Objects::nonNull)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private String guid(Article article) {
    String guid = article.guid();
    return guid == null || guid.isBlank() || places.contains(guid) ? null : guid;
  }

  private String link(Article article) {
    String link = Links.key(article.url());
    return link == null || Links.isHome(link) || places.contains(link) ? null : link;
  }

  private static String words(Article article) {
    String words = article.title() + "\n" + article.text();
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
