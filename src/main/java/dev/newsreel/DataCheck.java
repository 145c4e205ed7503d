package dev.newsreel;

import dev.newsreel.readiness.Finding;
import dev.newsreel.redis.DataVersion;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.UnfitData;

/** Whether this release knows what is stored. */
final class DataCheck {

  private static final String CHECK = "data";

  private DataCheck() {}

  /** Returns of which version it is; nothing is noted. */
  static Finding look(Redis redis) {
    DataVersion version = new DataVersion(redis);
    try {
      return version
          .look()
          .map(noted -> noted(version, noted))
          .orElseGet(() -> Finding.ok(CHECK, "the first start notes its version"));
    } catch (UnfitData e) {
      return Finding.failed(CHECK, e.getMessage(), null);
    }
  }

  private static Finding noted(DataVersion version, int noted) {
    String says = "it is of version " + noted;
    return version.canRaise(noted)
        ? Finding.warning(CHECK, says, "When no older node is left: upgrade --finish")
        : Finding.ok(CHECK, says);
  }
}
