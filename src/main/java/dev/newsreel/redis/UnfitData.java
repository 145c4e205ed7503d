package dev.newsreel.redis;

/** What is stored is of a version with which this release must not run. */
public final class UnfitData extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnfitData(String sentence) {
    super(sentence);
  }
}
