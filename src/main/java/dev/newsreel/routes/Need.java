package dev.newsreel.routes;

import java.util.List;
import java.util.Map;

/**
 * A step that a path must have.
 *
 * @param how whether others may stand before it
 * @param event how it is recognised, see {@link Event}
 * @param why what happens without it
 * @param with the options that it must have; {@code any} as a value means whatever the author likes
 * @param branches what must stand in it
 */
record Need(How how, String event, String why, Map<String, String> with, Branches branches) {

  /** Where it may stand. */
  enum How {
    /** Somewhere after the one before. */
    STEP,
    /** Directly after the one before. */
    NEXT,
    /** Somewhere after the one before, or nowhere. */
    MAYBE
  }

  /**
   * What belongs to a step.
   *
   * @param steps what its branch must hold
   * @param caught what must happen when that fails
   * @param inside whether a step must stand around it
   * @param route options of the route in which it stands
   */
  record Branches(List<Need> steps, List<Need> caught, boolean inside, Map<String, String> route) {}

  boolean optional() {
    return how == How.MAYBE;
  }
}
