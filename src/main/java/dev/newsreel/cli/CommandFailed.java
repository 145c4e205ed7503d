package dev.newsreel.cli;

/** A command could not do what was asked; the message is for who called it. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Makes one with a sentence and one of {@link ExitCode}. */
  public CommandFailed(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Returns with what the command ends. */
  public int exitCode() {
    return exitCode;
  }
}
