package dev.newsreel.door;

import dev.newsreel.settings.BadSetting;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which other sites' pages may call the API from a browser (CORS): those whose origins are listed,
 * letter by letter. Nobody is when the list is empty.
 */
final class Origins implements Handler<RoutingContext> {

  private static final Pattern FORM =
      Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(:[0-9]{1,5})?");
  private static final Set<String> OURSELVES = Set.of("same-origin", "none");
  private static final String ORIGIN = "Origin";

  private final Set<String> allowed;

  private Origins(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * Reads the list.
   *
   * @param text origins such as {@code https://desk.example}, separated by commas
   * @throws BadSetting when one is no origin
   */
  static Origins of(String text) {
    Set<String> all =
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(o -> !o.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    for (String origin : all) {
      if (!FORM.matcher(origin).matches()) {
        throw new BadSetting(
            "cors.origins (CORS_ORIGINS): \""
                + origin
                + "\" is not an origin such as https://desk.example, in small letters and without"
                + " a path");
      }
    }
    return new Origins(all);
  }

  @Override
  public void handle(RoutingContext context) {
    if (allowed.isEmpty() || !Calls.isOfApi(context)) {
      context.next();
      return;
    }
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response().putHeader("Vary", ORIGIN);
    String origin = request.getHeader(ORIGIN);
    boolean listed = isListed(request);
    if (listed) {
      response
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Expose-Headers", "Location, Retry-After, Idempotent-Replayed")
          .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
    boolean asks = request.headers().contains("Access-Control-Request-Method");
    if (listed && asks && request.method().equals(HttpMethod.OPTIONS)) {
      response
          .putHeader("Access-Control-Allow-Methods", "GET, POST")
          .putHeader(
              "Access-Control-Allow-Headers",
              "Authorization, X-API-Key, Content-Type, Idempotency-Key")
          .putHeader("Access-Control-Max-Age", "600")
          .setStatusCode(204)
          .end();
    } else {
      context.next();
    }
  }

  private boolean isListed(HttpServerRequest request) {
    List<String> given = request.headers().getAll(ORIGIN);
    return given.size() == 1 && allowed.contains(given.get(0));
  }

  /**
   * Returns whether another site's page may have made a browser send this call, and it is one that
   * changes something. Browsers send such calls without asking when they look like a form.
   */
  boolean isForeign(HttpServerRequest request) {
    if (Calls.isReading(request) || isListed(request)) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !OURSELVES.contains(site)) {
      return true;
    }
    List<String> given = request.headers().getAll(ORIGIN);
    return !given.isEmpty() && !(given.size() == 1 && isOurs(given.get(0), request));
  }

  private static boolean isOurs(String origin, HttpServerRequest request) {
    String host = request.getHeader("Host");
    return host != null && origin.equals(request.scheme() + "://" + host.toLowerCase(Locale.ROOT));
  }
}
