package dev.newsreel.limits;

/**
 * How many of HeyGen's slots there are, and how many are in use.
 *
 * @param limit how many the settings allow
 * @param learnt to how many HeyGen has held us lately; null when to none
 * @param taken how many are in use
 */
public record SlotsTaken(int limit, Integer learnt, long taken) {

  /** Returns how many may be in use now; at least 1. */
  public int most() {
    return learnt == null ? limit : Math.min(limit, learnt);
  }
}
