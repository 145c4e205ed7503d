package dev.newsreel.door;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Who needs no key as long as there is none: programs of this machine, when they call us
 * themselves.
 *
 * @param loopback whether we listen on loopback only: otherwise every call needs a key
 * @param limited whether the limit of calls holds for them, too
 * @param origins which other sites' pages are let in
 */
record Keyless(boolean loopback, boolean limited, Origins origins) {

  private static final String FOREIGN =
      "Without API keys only programs of this machine are let in; make one with: key create";
  private static final String PAGE =
      "Without API keys pages of other sites may change nothing; see cors.origins";
  private static final List<String> PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  /** Returns why a call is not let in; null when it is. */
  Problem refusal(HttpServerRequest request) {
    if (isForeign(request)) {
      return Problem.of(403, "api_key_needed", FOREIGN);
    }
    return origins.isForeign(request) ? Problem.of(403, "origin_not_allowed", PAGE) : null;
  }

  // A page of another site can make a browser call us under a name that it has pointed here.
  private static boolean isForeign(HttpServerRequest request) {
    boolean proxied = PROXIES.stream().anyMatch(request.headers()::contains);
    return proxied || !isLoopback(request.remoteAddress().hostAddress()) || !namesUs(request);
  }

  private static boolean namesUs(HttpServerRequest request) {
    String host = request.authority() == null ? null : request.authority().host();
    return host == null
        || host.equals("localhost")
        || (host.matches("[0-9.]+|[0-9a-fA-F:\\[\\]]+") && isLoopback(host));
  }

  private static boolean isLoopback(String address) {
    try {
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
