package dev.newsreel.job;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How alike two names are, by the pairs of letters that they share. */
final class Likeness {

  private static final int MOST_CHARACTERS = 100;
  private static final int SUGGESTIONS = 3;
  private static final double LEAST = 0.2;

  private final Set<String> wanted;

  Likeness(String name) {
    this.wanted = pairs(name);
  }

  private static Set<String> pairs(String name) {
    String text = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 1 < Math.min(text.length(), MOST_CHARACTERS); i++) {
      pairs.add(text.substring(i, i + 2));
    }
    return pairs;
  }

  /** Returns the likeness to a name, 0 to 1. */
  private double to(String name) {
    Set<String> other = name == null ? Set.of() : pairs(name);
    long shared = other.stream().filter(wanted::contains).count();
    return shared == 0 ? 0 : 2.0 * shared / (wanted.size() + other.size());
  }

  private record Scored(Offer offer, double score) {}

  /** Returns the offers whose id or name is most like it, best first, three at the most. */
  List<Offer> nearest(List<Offer> offers) {
    return offers.stream()
        .map(o -> new Scored(o, Math.max(to(o.id()), to(o.name()))))
        .filter(s -> s.score() >= LEAST)
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(SUGGESTIONS)
        .map(Scored::offer)
        .toList();
  }
}
