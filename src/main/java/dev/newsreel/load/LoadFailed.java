package dev.newsreel.load;

/** A load test could not go on; the message is for who started it. */
public final class LoadFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a sentence. */
  public LoadFailed(String message) {
    super(message);
  }

  LoadFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
