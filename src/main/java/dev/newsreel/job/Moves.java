package dev.newsreel.job;

import static dev.newsreel.job.Status.CANCELLED;
import static dev.newsreel.job.Status.CAPTIONING;
import static dev.newsreel.job.Status.DONE;
import static dev.newsreel.job.Status.FAILED;
import static dev.newsreel.job.Status.HELD;
import static dev.newsreel.job.Status.PUBLISHING;
import static dev.newsreel.job.Status.QUEUED;
import static dev.newsreel.job.Status.RENDERING;
import static dev.newsreel.job.Status.SCRIPTING;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The table of legal moves; see {@code docs/states.md}. */
final class Moves {

  private static final Set<Status> STOPS = EnumSet.of(FAILED, CANCELLED, HELD);
  private static final Set<Status> AGAIN = EnumSet.of(FAILED, HELD);
  private static final Set<Status> RESUMED =
      EnumSet.of(SCRIPTING, RENDERING, CAPTIONING, PUBLISHING, HELD, FAILED);
  private static final Map<Status, Set<Status>> NEXT =
      Map.of(
          QUEUED, EnumSet.of(QUEUED, SCRIPTING),
          SCRIPTING, EnumSet.of(SCRIPTING, RENDERING),
          RENDERING, EnumSet.of(RENDERING, CAPTIONING),
          CAPTIONING, EnumSet.of(CAPTIONING, PUBLISHING),
          PUBLISHING, EnumSet.of(PUBLISHING, DONE));

  private Moves() {}

  /**
   * Refuses what the table does not hold, and any change of a job's identity.
   *
   * @throws IllegalStateException when the move is illegal, which is a fault of ours
   */
  static void check(VideoJob before, VideoJob after) {
    boolean legal = before == null ? after.status() == QUEUED : legal(before, after);
    if (!legal) {
      throw new IllegalStateException(
          "No edge from " + name(before) + " to " + name(after) + " for " + after.id());
    }
  }

  private static boolean legal(VideoJob before, VideoJob after) {
    if (!before.id().equals(after.id()) || (after.wake() == null) != after.status().ended()) {
      return false;
    }
    Set<Status> next = NEXT.getOrDefault(before.status(), Set.of());
    return next.contains(after.status())
        || (!before.status().ended() && STOPS.contains(after.status()))
        || (AGAIN.contains(before.status()) && RESUMED.contains(after.status()))
        || (after.status() == CANCELLED
            && (before.status() == CANCELLED || AGAIN.contains(before.status())));
  }

  private static String name(VideoJob job) {
    return job == null ? "nothing" : job.status().text() + "/" + job.step();
  }
}
