package dev.newsreel.watch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that one label of a figure may have. Callers choose some of them: without a bound they
 * would fill the memory of who collects.
 */
public final class Labels {

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * Makes a label with at most so many values of its own, besides {@code none} and {@code other}.
   */
  public Labels(int most) {
    this.most = most;
  }

  /**
   * Returns how a value is shown: the first ones as they are, later ones as {@code other}, null as
   * {@code none}.
   */
  public String of(String value) {
    if (value == null) {
      return "none";
    }
    return known.contains(value) || (known.size() < most && known.add(value)) ? value : "other";
  }
}
