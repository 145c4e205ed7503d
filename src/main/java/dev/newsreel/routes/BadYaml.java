package dev.newsreel.routes;

/** A file that is no YAML that we take; the message is the end of a sentence about it. */
final class BadYaml extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  BadYaml(int line, String message) {
    super(message);
    this.line = line;
  }

  /** Returns where, counted from 1; 0 when that is not known. */
  int line() {
    return line;
  }
}
