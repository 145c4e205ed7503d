package dev.newsreel.routes;

/**
 * One thing that is wrong in {@code routes/}.
 *
 * @param refused whether nothing starts with it; otherwise it is advice
 * @param file name of the file; empty when the folder is meant
 * @param line where, counted from 1; 0 when no line can be named
 * @param route id of the route, or where it begins when it has none; empty when the file is meant
 * @param step id of the step, or its kind when it has none; empty when the route is meant
 * @param wrong what is wrong
 * @param remedy what to do about it
 */
public record Finding(
    boolean refused,
    String file,
    int line,
    String route,
    String step,
    String wrong,
    String remedy) {

  static Finding inFile(String file, int line, String wrong, String remedy) {
    return new Finding(true, file, line, "", "", wrong, remedy);
  }

  static Finding in(FlowRoute route, String wrong, String remedy) {
    return new Finding(true, route.file(), route.line(), route.label(), "", wrong, remedy);
  }

  static Finding in(Step step, String wrong, String remedy) {
    FlowRoute route = step.route();
    return new Finding(true, route.file(), step.line(), route.label(), step.label(), wrong, remedy);
  }

  /** Returns the same as mere advice. */
  Finding advice() {
    return new Finding(false, file, line, route, step, wrong, remedy);
  }

  /** Returns the place, what is wrong and what to do, in one line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file.isEmpty() ? "routes/" : "routes/" + file);
    text.append(line > 0 ? ":" + line : "");
    text.append(route.isEmpty() ? "" : ", route " + route);
    text.append(step.isEmpty() ? "" : ", step " + step);
    return text.append(": ").append(wrong).append(". ").append(remedy).append('.').toString();
  }
}
