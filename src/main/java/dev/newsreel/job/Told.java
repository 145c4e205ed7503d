package dev.newsreel.job;

/** What became of something that we were told. */
public enum Told {
  /** It is written down, and its job will be looked at. */
  NEWS,
  /** It was told before; nothing is done. */
  REPEATED,
  /** There is no such job; nothing is done. */
  UNKNOWN_JOB,
  /** Who told it has not shown that he may. */
  UNKNOWN_TOKEN;

  /** Returns what the script {@code notify.lua} has answered. */
  static Told of(String answer) {
    return switch (answer) {
      case "ok" -> NEWS;
      case "seen" -> REPEATED;
      default -> UNKNOWN_JOB;
    };
  }
}
