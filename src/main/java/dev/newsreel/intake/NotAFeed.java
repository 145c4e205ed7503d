package dev.newsreel.intake;

import dev.newsreel.job.BadInput;

/**
 * The bytes cannot be read as a feed. The caller keeps what it knew of the feed before.
 *
 * <p>Codes: {@code feed_empty_body} nothing came, {@code feed_is_html} a web page came, {@code
 * feed_has_doctype} a text came that needs entities of its own DOCTYPE, {@code feed_too_large} more
 * than {@link FeedDecoder#MAX_BYTES} came, {@code feed_unknown_format} well-formed but no feed,
 * {@code feed_unreadable} all else.
 */
public final class NotAFeed extends BadInput {
  private static final long serialVersionUID = 1L;

  private final String code;

  NotAFeed(String code, String message) {
    super(message, null);
    this.code = code;
  }

  NotAFeed(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  static NotAFeed webPage() {
    return new NotAFeed(
        "feed_is_html",
        "The address answered with a web page, not with a feed. Look for its feed link, or name a"
            + " single article as article.url.");
  }

  /** The reason for machines; one of the codes above, never null. */
  @Override
  public String code() {
    return code;
  }
}
