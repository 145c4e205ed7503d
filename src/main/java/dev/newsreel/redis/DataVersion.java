package dev.newsreel.redis;

import java.util.List;
import java.util.Optional;

/**
 * The version of what is stored, as it is noted in Redis. A release knows some versions. It runs
 * with any of them, side by side with the release before it, and raises the version only when it is
 * told to: from then on the older release cannot start.
 */
public final class DataVersion {

  /** The newest version that this release knows, and the one of a Redis that was empty. */
  public static final int NEWEST = 1;

  /** The oldest version that this release knows; data from before versions were noted has it. */
  static final int OLDEST = 1;

  private static final RedisScript VERSION = RedisScript.of(DataVersion.class, "version.lua");
  private static final RedisScript RAISE = RedisScript.of(DataVersion.class, "raise.lua");
  private static final int FIRST = 1;
  private static final int LONGEST = 40;

  private final Redis redis;
  private final int oldest;
  private final int newest;

  /** Opens it for this release. */
  public DataVersion(Redis redis) {
    this(redis, OLDEST, NEWEST);
  }

  /** Opens it for a release that knows these versions and those between them. */
  DataVersion(Redis redis, int oldest, int newest) {
    this.redis = redis;
    this.oldest = oldest;
    this.newest = newest;
  }

  /** Returns the name of its key. */
  String key() {
    return redis.partition(0).key("data-version");
  }

  /**
   * Returns the version; notes it in a Redis that has none.
   *
   * @throws UnfitData with a sentence, when this release must not run with it
   * @throws RedisUnavailable when it cannot be known
   */
  public int open() {
    return checked(ask(Integer.toString(newest)));
  }

  /**
   * Returns the version, and changes nothing; empty when none is noted.
   *
   * @throws UnfitData with a sentence, when this release must not run with it
   * @throws RedisUnavailable when it cannot be known
   */
  public Optional<Integer> look() {
    return Optional.ofNullable(ask("")).map(this::checked);
  }

  /** Returns whether data of this version can be raised. */
  public boolean canRaise(int version) {
    return version < newest;
  }

  /**
   * Raises the version to the newest that this release knows. A repeat is harmless.
   *
   * @return the version that is noted now
   * @throws UnfitData with a sentence, when this release must not run with it
   * @throws RedisUnavailable when it is not known whether it was raised
   */
  public int raise() {
    int version = open();
    while (canRaise(version)) {
      String answer =
          redis.text(RAISE, List.of(key()), Integer.toString(version), Integer.toString(newest));
      version = answer.equals("ok") ? newest : open();
    }
    return version;
  }

  private String ask(String whenEmpty) {
    List<String> keys =
        List.of(key(), redis.partition(0).key("trail:setup"), redis.partition(0).all());
    return redis.text(VERSION, keys, whenEmpty, Integer.toString(FIRST));
  }

  private int checked(String noted) {
    if (!noted.matches("[1-9]\\d{0,8}")) {
      String start = noted.substring(0, Math.min(LONGEST, noted.length()));
      throw new UnfitData(
          "Redis holds \"%s\" in %s, which is no version of data: see docs/upgrade.md"
              .formatted(start.replaceAll("[^ -~]", "?"), key()));
    }
    int version = Integer.parseInt(noted);
    if (version > newest) {
      throw new UnfitData(
          "Redis holds data of version %d, and this release knows versions up to %d:"
                  .formatted(version, newest)
              + " start a newer release of Newsreel");
    }
    if (version < oldest) {
      throw new UnfitData(
          "Redis holds data of version %d, and this release knows versions from %d on:"
                  .formatted(version, oldest)
              + " finish the upgrade to a release between them first");
    }
    return version;
  }
}
