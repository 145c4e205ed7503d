package dev.newsreel.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How long one stage of one job took. The newest ones of all nodes are kept in Redis, under {@code
 * recent:<stage>}; the edge that ends a stage writes them.
 *
 * @param stage which it was
 * @param at when it ended
 * @param took how long it took; of a render and of captions, from their confirmed order, or of a
 *     render whose answer was there before the confirmation, from its claim
 */
public record StageTime(Stage stage, Instant at, Duration took) {

  /** How many are kept of each stage in each partition. */
  public static final int KEPT = 200;

  /** What can be measured. */
  public enum Stage {
    SCRIPT,
    RENDER,
    CAPTIONS,
    PUBLISH;

    /** Returns the name as the API and Redis write it, such as {@code render}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns what an edge has ended, if it has ended a stage whose beginning is known. */
  public static Optional<StageTime> of(VideoJob before, VideoJob after) {
    if (before == null || before.status() == after.status()) {
      return Optional.empty();
    }
    Stage stage =
        switch (after.status()) {
          case RENDERING -> before.status() == Status.SCRIPTING ? Stage.SCRIPT : null;
          case CAPTIONING -> before.status() == Status.RENDERING ? Stage.RENDER : null;
          case PUBLISHING -> before.status() == Status.CAPTIONING ? Stage.CAPTIONS : null;
          case DONE -> Stage.PUBLISH;
          default -> null;
        };
    Instant begun = stage == null ? null : begun(stage, before, after);
    return begun == null
        ? Optional.empty()
        : Optional.of(
            new StageTime(stage, after.updatedAt(), Duration.between(begun, after.updatedAt())));
  }

  private static Instant begun(Stage stage, VideoJob before, VideoJob after) {
    return switch (stage) {
      case RENDER ->
          after.heygen() == null
              ? null
              : First.of(after.heygen().orderedAt(), after.heygen().claimedAt());
      case CAPTIONS -> after.submagic() == null ? null : after.submagic().orderedAt();
      default -> before.updatedAt();
    };
  }

  /** Returns the form that Redis keeps: when it ended and how long it took, in milliseconds. */
  String text() {
    return at.toEpochMilli() + " " + Math.max(0, took.toMillis());
  }

  /** Returns what Redis has kept. */
  public static StageTime read(Stage stage, String text) {
    int blank = text.indexOf(' ');
    return new StageTime(
        stage,
        Instant.ofEpochMilli(Long.parseLong(text.substring(0, blank))),
        Duration.ofMillis(Long.parseLong(text.substring(blank + 1))));
  }
}
