package dev.newsreel.job;

/** Fills blanks. */
final class First {

  private First() {}

  /** Returns the first value, or the second where the first is null. */
  static <T> T of(T first, T second) {
    return first != null ? first : second;
  }
}
