package dev.newsreel.load;

import dev.newsreel.job.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a load test has found. Its JSON form has a version, and only grows within one. */
public final class Report {

  /** The version of the JSON form. */
  static final int VERSION = 1;

  private static final double THOUSAND = 1000;

  private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
  private final List<Check> checks = new ArrayList<>();
  private final Map<String, Object> conditions;
  private long seconds;
  private int wanted;
  private int done;

  /**
   * Something that must be so.
   *
   * @param name what
   * @param holds whether it is so
   * @param found what was found
   */
  public record Check(String name, boolean holds, String found) {}

  /** Makes an empty one; the conditions are everything on which figures depend. */
  Report(Map<String, Object> conditions) {
    this.conditions = conditions;
  }

  /** Sets a figure; null leaves it unknown. */
  void set(Figure figure, Double value) {
    if (value != null) {
      figures.put(figure, Math.round(value * THOUSAND) / THOUSAND);
    }
  }

  /** Returns a figure; null when it was not measured. */
  public Double figure(Figure figure) {
    return figures.get(figure);
  }

  /** Adds something that must be so. */
  void check(String name, boolean holds, String found) {
    checks.add(new Check(name, holds, found));
  }

  /** Adds two numbers that must be the same. */
  void same(String name, long expected, long found) {
    check(name, expected == found, expected == found ? "" + found : found + " for " + expected);
  }

  /** Adds videos that should have been done, and how many were. */
  void ended(int should, int were) {
    wanted += should;
    done += were;
    set(Figure.SUCCESS, 100.0 * done / wanted);
  }

  /** Notes how long it took. */
  void end(double took) {
    seconds = Math.round(took);
  }

  /** Adds something on which the figures depend. */
  void condition(String name, Object value) {
    conditions.put(name, value);
  }

  /** Returns everything that was checked. */
  public List<Check> checks() {
    return List.copyOf(checks);
  }

  /** Returns on what the figures depend. */
  Map<String, Object> conditions() {
    return conditions;
  }

  /** Returns whether everything that must be so is so. */
  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }

  /** Returns it as JSON. */
  public String toJson() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("report", VERSION);
    all.put("conditions", conditions);
    all.put("seconds", seconds);
    Map<String, Double> named = new LinkedHashMap<>();
    figures.forEach((figure, value) -> named.put(figure.key(), value));
    all.put("figures", named);
    all.put("checks", checks);
    all.put("scorecard", Scorecard.of(this));
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new LoadFailed("The report cannot be written: " + e.getMessage(), e);
    }
  }
}
