package dev.newsreel.intake;

import java.net.URI;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes names of feeds, no two alike. */
final class FeedNames {

  private static final int LONGEST = 56;

  private final Set<String> taken;

  FeedNames(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /**
   * Returns a new name made from a title, or from the host where the title has no letters for it.
   */
  String name(String title, URI url) {
    String base = kebab(title);
    base = base.isEmpty() ? kebab(url.getHost().replaceFirst("^www\\.", "")) : base;
    base = base.isEmpty() ? "feed" : base;
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  private static String kebab(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("['\u2019]", "")
            .replace("\u00df", "ss")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST + 1));
    return cut.replaceAll("^-+|-+$", "");
  }
}
