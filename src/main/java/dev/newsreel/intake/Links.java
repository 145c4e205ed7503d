package dev.newsreel.intake;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses as feeds write them: relative, with blanks, in any alphabet, with trackers. */
final class Links {
  private static final int MAX_LENGTH = 4_000;
  private static final Pattern SCHEME =
      Pattern.compile("(https?):/*(?=[^/])", Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST = Pattern.compile("(?<=^https?://)[^/?#]*");
  private static final Pattern TRACKER =
      Pattern.compile("(?:utm_|mtm_|pk_|hsa_|at_medium|at_campaign).*");
  private static final Set<String> TRACKERS =
      Set.of(
          "fbclid",
          "gclid",
          "dclid",
          "gbraid",
          "wbraid",
          "msclkid",
          "yclid",
          "twclid",
          "igshid",
          "mc_cid",
          "mc_eid",
          "_hsenc",
          "_hsmi",
          "vero_id",
          "oly_anon_id",
          "oly_enc_id",
          "ref_src",
          "cmpid",
          "ocid",
          "wt_mc",
          "ftag",
          "ncid",
          "spm",
          "xtor",
          "guccounter",
          "at_custom1");

  private Links() {}

  /**
   * The absolute web address a feed means.
   *
   * @param base what a relative one starts from; null when unknown
   * @return null when it is blank, not http(s), without a host, or absurdly long
   */
  static URI resolve(URI base, String written) {
    String tidy = tidy(written);
    if (tidy.isEmpty() || tidy.length() > MAX_LENGTH) {
      return null;
    }
    try {
      URI uri = new URI(tidy);
      URI whole = uri.isAbsolute() || base == null ? uri : base.resolve(onto(base, uri));
      boolean web =
          "http".equalsIgnoreCase(whole.getScheme()) || "https".equalsIgnoreCase(whole.getScheme());
      return web && whole.getHost() != null ? whole : null;
    } catch (URISyntaxException | IllegalArgumentException unusable) {
      return null;
    }
  }

  /** {@link URI#resolve} loses the path when only a query is given or the base has no path. */
  private static URI onto(URI base, URI uri) throws URISyntaxException {
    boolean queryOnly = uri.getRawPath().isEmpty() && uri.getRawAuthority() == null;
    if (queryOnly && uri.getRawQuery() != null) {
      return new URI(base.getRawPath() + "?" + uri.getRawQuery());
    }
    boolean rootless = base.getRawPath().isEmpty() && uri.getRawAuthority() == null;
    return rootless && !uri.getRawPath().startsWith("/") ? new URI("/" + uri) : uri;
  }

  /**
   * What two addresses of the same article have in common: host and path and query, without scheme,
   * default port, fragment, trackers and a last slash.
   *
   * @return null for null
   */
  static String key(URI link) {
    if (link == null) {
      return null;
    }
    int port = link.getPort();
    String path = link.normalize().getRawPath().replaceAll("/+$", "");
    String query = link.getRawQuery() == null ? "" : withoutTrackers(link.getRawQuery());
    return link.getHost().toLowerCase(Locale.ROOT)
        + (port == -1 || port == 80 || port == 443 ? "" : ":" + port)
        + path
        + (query.isEmpty() ? "" : "?" + query);
  }

  /** Whether the address is that of a whole site: no path and no query. */
  static boolean isHome(String key) {
    return key.indexOf('/') < 0 && key.indexOf('?') < 0;
  }

  private static String withoutTrackers(String query) {
    return Arrays.stream(query.split("&"))
        .filter(parameter -> !parameter.isEmpty() && !isTracker(parameter))
        .collect(Collectors.joining("&"));
  }

  private static boolean isTracker(String parameter) {
    String name = parameter.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
    return TRACKERS.contains(name) || TRACKER.matcher(name).matches();
  }

  private static String tidy(String written) {
    if (written == null || written.length() > MAX_LENGTH) {
      return "";
    }
    String link = written.replaceAll("\\p{Cntrl}", "").strip();
    Matcher scheme = SCHEME.matcher(link);
    if (scheme.lookingAt()) {
      link = scheme.group(1).toLowerCase(Locale.ROOT) + "://" + link.substring(scheme.end());
    }
    Matcher host = HOST.matcher(link);
    if (host.find() && !isAscii(host.group())) {
      link = link.substring(0, host.start()) + ascii(host.group()) + link.substring(host.end());
    }
    StringBuilder escaped = new StringBuilder();
    link.codePoints().forEach(c -> escape(escaped, c));
    return escaped.toString().replaceAll("%(?!\\p{XDigit}{2})", "%25");
  }

  private static void escape(StringBuilder out, int c) {
    if (c > 0x20 && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0) {
      out.appendCodePoint(c);
      return;
    }
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      out.append(String.format("%%%02X", b));
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException unusable) {
      return host;
    }
  }
}
