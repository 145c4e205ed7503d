package dev.newsreel.intake;

import dev.newsreel.job.BadInput;
import dev.newsreel.wire.BodyTooLarge;

/**
 * What an address gave is no article that a video can be made of.
 *
 * <p>Codes: {@code page_unavailable} its server did not give it, {@code page_is_feed} a feed came,
 * {@code page_not_html} something else that is no web page came, {@code page_too_large} more than
 * {@link FullText#MAX_BYTES} came, {@code page_not_free} the article is for those who pay, {@code
 * page_has_no_article} all else.
 */
final class NotAnArticle extends BadInput {
  private static final long serialVersionUID = 1L;
  private static final String POST_IT = "; post its text instead";

  private final String code;

  private NotAnArticle(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  static NotAnArticle answered(int status) {
    return new NotAnArticle("page_unavailable", "The page's server answered " + status, null);
  }

  static NotAnArticle goneHome() {
    String message = "The address leads to a front page, so the article is gone";
    return new NotAnArticle("page_unavailable", message, null);
  }

  static NotAnArticle feed() {
    String message = "This is the address of a feed; name it as rss_url";
    return new NotAnArticle("page_is_feed", message, null);
  }

  /**
   * Something that is neither.
   *
   * @param kind its media type; null when unknown
   */
  static NotAnArticle notHtml(String kind) {
    String named = kind == null ? "" : " (" + kind + ")";
    String message = "The address gives neither a web page nor a feed that can be read" + named;
    return new NotAnArticle("page_not_html", message, null);
  }

  static NotAnArticle tooLarge(Throwable cause) {
    return new NotAnArticle("page_too_large", "The page is larger than 2 MB" + POST_IT, cause);
  }

  static NotAnArticle notFree() {
    String message = "The publisher says that the article is only for those who pay" + POST_IT;
    return new NotAnArticle("page_not_free", message, null);
  }

  static NotAnArticle withoutText(Throwable cause) {
    String message = "No article was found on the page, or too little of its text" + POST_IT;
    return new NotAnArticle("page_has_no_article", message, cause);
  }

  /** Returns what is told of a failed visit to a page; the failure itself if that says it all. */
  static Exception because(Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BodyTooLarge) {
        return tooLarge(failure);
      }
      if (t instanceof FeedUnavailable) {
        return new NotAnArticle("page_unavailable", t.getMessage(), failure);
      }
    }
    return failure;
  }

  @Override
  public String code() {
    return code;
  }
}
