package dev.newsreel.load;

import java.util.List;

/** The figures of one node at one moment, in the text form of Prometheus. */
record Metrics(List<String> lines) {

  static Metrics of(String text) {
    return new Metrics(text.lines().filter(line -> !line.startsWith("#")).toList());
  }

  /**
   * Returns the sum of a figure over all its labels that hold these words; 0 when there is none.
   *
   * @param labels such as {@code queue="video"}; empty for all
   */
  double sum(String name, String labels) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> line.contains(labels))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .filter(value -> !Double.isNaN(value))
        .sum();
  }
}
