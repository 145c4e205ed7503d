package dev.newsreel.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * One blow against one process.
 *
 * @param at when, from the beginning
 * @param node which node; without meaning for {@link Kind#KILL_REDIS}
 * @param length how long a stopped node stands still, or a killed process stays away
 */
record Strike(Duration at, Kind kind, int node, Duration length) {

  /** What is done to it. */
  enum Kind {
    KILL_NODE,
    STOP_NODE,
    KILL_REDIS
  }

  /** Returns the strikes of a campaign, the first one first; equal seeds give equal strikes. */
  static List<Strike> plan(CampaignOptions options) {
    Random dice = new Random(options.seed());
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < options.kills(); i++) {
      // Each kind comes up; after that a node's death is the likeliest.
      int side = i < 3 ? i : dice.nextInt(5);
      kinds.add(side == 1 ? Kind.STOP_NODE : side == 2 ? Kind.KILL_REDIS : Kind.KILL_NODE);
    }
    Collections.shuffle(kinds, dice);
    long millis = options.time().toMillis();
    List<Strike> strikes = new ArrayList<>();
    for (Kind kind : kinds) {
      long at = millis / 20 + (long) (dice.nextDouble() * millis * 0.9);
      strikes.add(
          new Strike(
              Duration.ofMillis(at),
              kind,
              dice.nextInt(options.nodes()),
              length(kind, dice, options.time())));
    }
    strikes.sort(Comparator.comparing(Strike::at));
    return strikes;
  }

  // In a long campaign a node may stand still for a minute: for all others it is dead by then.
  private static Duration length(Kind kind, Random dice, Duration time) {
    int longest = (int) Math.min(52_000, Math.max(7_000, time.toMillis() / 10));
    return kind == Kind.STOP_NODE
        ? Duration.ofMillis(8_000 + dice.nextInt(longest))
        : Duration.ofMillis(500 + dice.nextInt(1_000));
  }

  @Override
  public String toString() {
    String whom = kind == Kind.KILL_REDIS ? "" : " " + node;
    return "%6.1f s %s%s for %.1f s"
        .formatted(at.toMillis() / 1e3, kind, whom, length.toMillis() / 1e3);
  }
}
