package dev.newsreel.load;

import java.util.List;
import java.util.Locale;

/** The figures that users know, beside those of the prototype and those that were wanted. */
final class Scorecard {

  private static final double SECONDS_A_DAY = 86_400;
  private static final double LEAST_A_DAY = 1000;
  private static final double LONGEST_ANSWER = 3;
  private static final double LEAST_SUCCESS = 99.5;
  private static final double LEAST_AT_ONCE = 100;
  private static final double MILLIS = 1000;

  private Scorecard() {}

  /**
   * One line.
   *
   * @param what is compared
   * @param prototype what the prototype did
   * @param wanted what was wanted
   * @param here what was measured; null when it was not
   * @param met whether it is as wanted; null when it was not measured
   */
  record Line(String what, String prototype, String wanted, String here, Boolean met) {}

  /** Returns its lines. */
  static List<Line> of(Report report) {
    Double rate = report.figure(Figure.FLOOD_FINISHED);
    Double day = rate == null ? null : rate * SECONDS_A_DAY;
    Double answer = report.figure(Figure.ACCEPT_P99);
    Double seconds = answer == null ? null : answer / MILLIS;
    Double success = report.figure(Figure.SUCCESS);
    Double atOnce = report.figure(Figure.AT_ONCE);
    return List.of(
        atLeast(
            LEAST_A_DAY, day, new String[] {"videos a day", "10 to 20", "1000 or more", "%,.0f"}),
        atMost(seconds, new String[] {"seconds to answer", "5 to 10", "1 to 3", "%.3f (p99)"}),
        atLeast(LEAST_SUCCESS, success, new String[] {"success, %", "95", "99.5", "%.2f"}),
        atLeast(
            LEAST_AT_ONCE, atOnce, new String[] {"at once", "5 to 10", "100 or more", "%,.0f"}));
  }

  private static Line atLeast(double least, Double here, String[] words) {
    return line(here, here == null ? null : here >= least, words);
  }

  private static Line atMost(Double here, String[] words) {
    return line(here, here == null ? null : here <= LONGEST_ANSWER, words);
  }

  private static Line line(Double here, Boolean met, String[] words) {
    String text = here == null ? null : String.format(Locale.ROOT, words[3], here);
    return new Line(words[0], words[1], words[2], text, met);
  }
}
