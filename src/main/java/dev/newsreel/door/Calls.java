package dev.newsreel.door;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.regex.Pattern;

/** What a call tells of itself before any route hears of it. */
final class Calls {

  private static final String API = "/api/";
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Pattern DRY = Pattern.compile("(?:^|&)dry_run=true(?:&|$)");

  private static final Pattern NO_OCTET = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private Calls() {}

  /** Returns whether its address is one: each percent sign begins an octet. */
  static boolean isReadable(HttpServerRequest request) {
    return request.path() != null && !NO_OCTET.matcher(request.path()).find();
  }

  /** Returns whether it is meant for the API. */
  static boolean isOfApi(RoutingContext call) {
    return call.normalizedPath().startsWith(API);
  }

  /** Returns whether its method can change nothing. */
  static boolean isReading(HttpServerRequest request) {
    return READING.contains(request.method());
  }

  /** Returns whether it only asks what would happen. A doubtful one is not called dry. */
  static boolean isDryRun(HttpServerRequest request) {
    String query = request.query();
    return query != null
        && DRY.matcher(query).find()
        && query.indexOf("dry_run") == query.lastIndexOf("dry_run");
  }
}
