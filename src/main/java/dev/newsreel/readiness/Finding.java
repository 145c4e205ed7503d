package dev.newsreel.readiness;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What one look has shown. It never holds a secret.
 *
 * @param check what was looked at, such as {@code heygen}
 * @param result how it is
 * @param says one sentence
 * @param next what a person can do; null when nothing is to be done
 */
public record Finding(String check, Result result, String says, String next) {

  /** How something is. */
  public enum Result {
    OK,
    /** It works, but not as it should. */
    WARNING,
    /** It does not work. */
    FAILED;

    /** Returns the name as it is printed, such as {@code ok}. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns that all is well. */
  public static Finding ok(String check, String says) {
    return new Finding(check, Result.OK, says, null);
  }

  /** Returns that it works, but not as it should. */
  public static Finding warning(String check, String says, String next) {
    return new Finding(check, Result.WARNING, says, next);
  }

  /** Returns that it does not work. */
  public static Finding failed(String check, String says, String next) {
    return new Finding(check, Result.FAILED, says, next);
  }
}
