package dev.newsreel.door;

import io.vertx.ext.web.RoutingContext;

/** The address of the prototype, for callers that still know no other. */
final class Superseded {

  static final String PATH = "/api/workflow/viral-video-webhook";

  // RFC 9745: since 2026-11-22T00:00:00Z.
  private static final String SINCE = "@1795305600";

  private Superseded() {}

  /** Makes every answer at that address say that there is a better one, and where. */
  static void mark(RoutingContext context) {
    if (context.normalizedPath().startsWith(PATH)) {
      context
          .response()
          .putHeader("Deprecation", SINCE)
          .putHeader("Link", "<" + ApiRoutes.VIDEOS + ">; rel=\"successor-version\"");
    }
    context.next();
  }
}
