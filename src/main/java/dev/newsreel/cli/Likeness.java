package dev.newsreel.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which word was meant. */
final class Likeness {

  private static final int MOST_SLIPS = 2;

  private Likeness() {}

  /** Returns the known word that is at most two slips away. */
  static Optional<String> nearest(String word, List<String> known) {
    return known.stream()
        .filter(k -> slips(word, k) <= Math.min(MOST_SLIPS, k.length() / 2))
        .min(Comparator.comparingInt(k -> slips(word, k)));
  }

  /** Returns how many letters must be added, left out or changed. */
  private static int slips(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[other.length()];
  }
}
