package dev.newsreel.settings;

import java.util.ArrayList;
import java.util.List;

/** Checks that periods which depend on each other fit. */
public final class TimesFit {

  private static final List<String> CALLS =
      List.of(
          "openai.timeout", "heygen.timeout", "submagic.timeout", "feed.timeout", "notify.timeout");

  private TimesFit() {}

  /**
   * Checks all pairs.
   *
   * @throws BadSetting with all that do not fit, each by both names and values
   */
  public static void check(Settings settings) {
    List<String> problems = new ArrayList<>();
    for (String call : CALLS) {
      shorter(settings, "connect.timeout", call, problems);
    }
    shorter(settings, "reconcile.after", "reconcile.deadline", problems);
    shorter(settings, "submagic.unknown-wait", "reconcile.deadline", problems);
    shorter(settings, "heygen.timeout", "reconcile.deadline", problems);
    atMost(settings, "retry.first", "retry.longest", problems);
    atMost(settings, "feed.backoff", "feed.longest-backoff", problems);
    if (!problems.isEmpty()) {
      throw new BadSetting(problems);
    }
  }

  private static void shorter(Settings s, String one, String other, List<String> problems) {
    if (s.duration(one).compareTo(s.duration(other)) >= 0) {
      problems.add(told(s, one) + " must be shorter than " + told(s, other));
    }
  }

  private static void atMost(Settings s, String one, String other, List<String> problems) {
    if (s.duration(one).compareTo(s.duration(other)) > 0) {
      problems.add(told(s, one) + " must not be longer than " + told(s, other));
    }
  }

  private static String told(Settings settings, String name) {
    return name + " (" + settings.text(name) + ")";
  }
}
