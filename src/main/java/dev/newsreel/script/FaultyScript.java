package dev.newsreel.script;

/**
 * What OpenAI has written, and why it cannot be used.
 *
 * @param code our stable code, such as {@code script_too_long}
 * @param why one or two sentences, for a person as for the model that is to mend it
 * @param content the answer as it came; may have been cut
 * @param seconds how long speaking it would take
 */
record FaultyScript(String code, String why, String content, int seconds) {

  /** The code of a script that was cut off because it had no more room. */
  static final String TRUNCATED = "script_truncated";

  /** The code of one that takes too long to say. */
  static final String TOO_LONG = "script_too_long";

  /** The code of one that says what is banned. */
  static final String BANNED = "script_banned";

  private static final int MOST_CONTENT = 8000;

  FaultyScript {
    content = ScriptRequests.cut(content, MOST_CONTENT);
  }
}
