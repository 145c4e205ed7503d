package dev.newsreel.redis;

/** Redis could not be reached, refused the write or did not answer: nothing may be assumed. */
public final class RedisUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes a failure with a sentence for logs; the cause may be null. */
  public RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
