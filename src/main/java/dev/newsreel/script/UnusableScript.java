package dev.newsreel.script;

/** An answer has a script, but one that must not be spoken as it is. */
final class UnusableScript extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient FaultyScript script;

  UnusableScript(FaultyScript script) {
    super(script.why());
    this.script = script;
  }

  FaultyScript script() {
    return script;
  }
}
