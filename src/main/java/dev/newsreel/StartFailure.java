package dev.newsreel;

import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Secrets;

/** Why a start failed, for the one who started it. */
final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailure(String sentence) {
    super(sentence);
  }

  StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** Returns one sentence, whatever went wrong, without secrets. */
  static String sentence(Throwable failure) {
    return Secrets.unknown().hide(plain(failure));
  }

  private static String plain(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StartFailure || t instanceof BadSetting || t instanceof RedisUnavailable) {
        return t.getMessage();
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse(root.toString());
  }
}
