package dev.newsreel.redis;

import org.redisson.client.RedisException;

/**
 * Redis could not be reached, refused the write or did not answer: nothing may be assumed. Whoever
 * hears of any trouble with Redis hears of this, too.
 */
public final class RedisUnavailable extends RedisException {
  private static final long serialVersionUID = 1L;

  /** Makes a failure with a sentence for logs; the cause may be null. */
  public RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
