package dev.newsreel.cli;

/** With what a command ends; the one table of them is in {@code docs/cli.md}. */
public final class ExitCode {

  /** What was asked for is done. */
  public static final int OK = 0;

  /** It could not be done: the start failed, nobody answers, the call was refused. */
  public static final int FAILED = 1;

  /** The command was called in a way that it does not understand. */
  public static final int BAD_USAGE = 2;

  /** The audit found what disagrees. */
  public static final int DISAGREES = 3;

  /** A video has failed or was cancelled. */
  public static final int VIDEO_FAILED = 4;

  /** A video is held until a person acts. */
  public static final int VIDEO_HELD = 5;

  /** The time to wait is over; the video goes on. */
  public static final int GAVE_UP_WAITING = 6;

  /** The API key is missing, unknown or does not allow it. */
  public static final int NO_ACCESS = 7;

  private ExitCode() {}
}
