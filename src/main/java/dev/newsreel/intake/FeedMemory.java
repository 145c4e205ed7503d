package dev.newsreel.intake;

import java.time.Instant;

/**
 * What one poll of a feed leaves for the next. All may be null.
 *
 * @param etag the {@code ETag} of the last answer, verbatim
 * @param lastModified the {@code Last-Modified} of the last answer, verbatim
 * @param from the address that gave the last answer, after redirects; validators are only for it
 * @param body SHA-256 of the last answer's body
 * @param fullAt when the feed was last fetched without conditions
 * @param movedTo where permanent redirects of the declared address have led
 * @param moves how many polls in a row they have led there
 * @param refusedSince when an unbroken run of 401, 403 and 404 began
 * @param host the last host that a redirect has led to; it is asked for leave as well
 * @param spread whether the next turn is taken however late it comes
 * @param manners when the feed itself wants to be polled
 */
public record FeedMemory(
    String etag,
    String lastModified,
    String from,
    String body,
    Instant fullAt,
    String movedTo,
    int moves,
    Instant refusedSince,
    String host,
    boolean spread,
    Manners manners) {

  /** What is known of a feed that has never been polled. */
  static final FeedMemory NONE =
      new FeedMemory(null, null, null, null, null, null, 0, null, null, false, Manners.NONE);

  private static final int TRUSTED = 3;

  /** Returns the remembered address; null while the declared one is to be asked. */
  public String moved() {
    return moves >= TRUSTED ? movedTo : null;
  }

  /** Returns this with another poll whose permanent redirects led to a place; null for nowhere. */
  FeedMemory movingTo(String target) {
    int run = 0;
    if (target != null) {
      run = target.equals(movedTo) ? Math.min(TRUSTED, moves + 1) : 1;
    }
    return new FeedMemory(
        etag, lastModified, from, body, fullAt, target, run, refusedSince, host, spread, manners);
  }

  /** Returns this after a failed poll; null when it was not a refusal. */
  FeedMemory failing(Instant refused) {
    return new FeedMemory(
        etag, lastModified, from, body, fullAt, movedTo, moves, refused, host, false, manners);
  }
}
