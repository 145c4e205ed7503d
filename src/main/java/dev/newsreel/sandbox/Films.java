package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The finished films under {@code /files}: one real MP4 under every name, with ranges, HEAD and an
 * ETag.
 */
final class Films {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,12})-([0-9]{0,12})");

  private final Workshop shop;
  private final Buffer film;
  private final String etag;
  private final Signer signer;
  private final Map<String, Shelf> shelves = new HashMap<>();

  /**
   * @param film the bytes of the MP4
   */
  Films(Workshop shop, Buffer film) {
    this.shop = shop;
    this.film = film;
    etag = '"' + Signer.sign("etag", film.getBytes()).substring(0, 24) + '"';
    signer = new Signer("links-of-seed-" + shop.options().seed());
  }

  /**
   * Serves the films whose name begins so.
   *
   * @param signed whether only a link that has not expired opens them
   * @param exists tells by id whether the film is finished
   */
  void serve(String prefix, boolean signed, Predicate<String> exists) {
    shelves.put(prefix, new Shelf(signed, exists));
  }

  /** Returns a fresh link to the film of a HeyGen video; it dies after {@code heygen.link-life}. */
  String heyGenLink(String id) {
    long until = shop.now() + shop.options().heygen().linkLife().toMillis();
    return shop.url() + signer.link("heygen-" + id + ".mp4", until);
  }

  /** Returns the plain link to the film of a Submagic project. */
  String submagicLink(String id) {
    return shop.url() + "/files/submagic-" + id + ".mp4";
  }

  void addTo(Router router) {
    Door door = new Door(shop, Provider.FILES, "download", this::answer);
    router.route(HttpMethod.GET, "/files/:name").handler(door);
    router.route(HttpMethod.HEAD, "/files/:name").handler(door);
  }

  private void answer(Exchange exchange) {
    String name = exchange.path("name");
    String prefix = name.substring(0, name.indexOf('-') + 1);
    Shelf shelf = shelves.get(prefix);
    if (shelf == null || !name.endsWith(".mp4")) {
      exchange.send(404, Buffer.buffer("No such file"));
      return;
    }
    String expires = exchange.query("expires");
    String sig = exchange.query("sig");
    String id = name.substring(prefix.length(), name.length() - ".mp4".length());
    if (shelf.signed && !signer.alive(name, expires, sig, shop.now())) {
      exchange.send(403, Buffer.buffer("<Error><Code>AccessDenied</Code></Error>"));
    } else if (!shelf.exists.test(id)) {
      exchange.send(404, Buffer.buffer("No such file"));
    } else {
      send(exchange);
    }
  }

  private Future<Void> send(Exchange exchange) {
    exchange.reply("Content-Type", "video/mp4").reply("Accept-Ranges", "bytes").reply("ETag", etag);
    if (etag.equals(exchange.header("If-None-Match"))) {
      return exchange.send(304, Buffer.buffer());
    }
    String range = exchange.header("Range");
    String ifRange = exchange.header("If-Range");
    boolean whole = range == null || (ifRange != null && !ifRange.equals(etag));
    Matcher asked = RANGE.matcher(whole ? "" : range);
    return asked.matches() ? sendRange(exchange, asked) : exchange.send(200, film);
  }

  private Future<Void> sendRange(Exchange exchange, Matcher asked) {
    int size = film.length();
    long from = asked.group(1).isEmpty() ? -1 : Long.parseLong(asked.group(1));
    long to = asked.group(2).isEmpty() ? size - 1 : Long.parseLong(asked.group(2));
    if (from < 0) {
      from = Math.max(0, size - to);
      to = asked.group(2).isEmpty() ? -1 : size - 1;
    }
    to = Math.min(to, size - 1);
    if (from > to) {
      exchange.reply("Content-Range", "bytes */" + size);
      return exchange.send(416, Buffer.buffer());
    }
    exchange.reply("Content-Range", "bytes " + from + "-" + to + "/" + size);
    return exchange.send(206, film.slice((int) from, (int) to + 1));
  }

  private record Shelf(boolean signed, Predicate<String> exists) {}
}
