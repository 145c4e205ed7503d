package dev.newsreel.routes;

import java.util.ArrayList;
import java.util.List;

/** How far one list of needs is met. */
// Two of the same text are two.
@SuppressWarnings("ReferenceEquality")
final class Line {

  private final List<Need> needs;
  private final int depth;
  private int at;
  private Step last;
  private Step lastSeen;

  /**
   * Begins a line.
   *
   * @param depth how many calls of other routes lead to where it begins
   */
  Line(List<Need> needs, int depth) {
    this.needs = needs;
    this.depth = depth;
  }

  /**
   * Returns the step to name when something is wrong at a step: where another route is called for
   * it, that call, since the other route is as it was.
   *
   * @param calls the calls that lead to the step, the outermost first
   */
  Step placeOf(Step step, List<Step> calls) {
    boolean goesOn = last != null && last.route() == step.route();
    return goesOn ? step : callOf(step, calls);
  }

  /** Returns the step of its own that led to a step, which may be that step. */
  Step callOf(Step step, List<Step> calls) {
    return calls.size() > depth ? calls.get(depth) : step;
  }

  /** Returns the need that this event meets, from here on; null when there is none. */
  Need find(String event) {
    return needs.subList(at, needs.size()).stream()
        .filter(need -> need.event().equals(event))
        .findFirst()
        .orElse(null);
  }

  /** Returns whether this event had its place before. */
  boolean isPast(String event) {
    return needs.subList(0, at).stream().anyMatch(need -> need.event().equals(event));
  }

  /** Goes on to behind a need that a step has met; returns what should have come before it. */
  List<Need> pass(Need need, Step step, List<Step> calls) {
    int met = at;
    while (needs.get(met) != need) {
      met++;
    }
    List<Need> missing = mandatory(needs.subList(at, met));
    at = met + 1;
    lastSeen = callOf(step, calls);
    last = step;
    return missing;
  }

  /** Returns what still must come. */
  List<Need> left() {
    return mandatory(needs.subList(at, needs.size()));
  }

  private static List<Need> mandatory(List<Need> needs) {
    List<Need> all = new ArrayList<>(needs);
    all.removeIf(Need::optional);
    return all;
  }

  /** Returns the step that was met last, or the call that led to it; null at the beginning. */
  Step last() {
    return lastSeen;
  }

  /** Returns whether a step of one's own may stand here. */
  boolean isOpen() {
    return at < needs.size() && needs.get(at).how() != Need.How.NEXT;
  }
}
