package dev.newsreel.door;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows kept films to whoever has a ticket, whole or in part. */
final class Films implements Handler<RoutingContext> {

  /** What the addresses of films begin with; the ticket follows. */
  static final String FOLDER = "/films/";

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,15})-(\\d{1,15})?");

  private final FilmTickets tickets;
  private final Path directory;

  /**
   * Opens the films.
   *
   * @param directory where they are kept
   */
  Films(FilmTickets tickets, Path directory) {
    this.tickets = tickets;
    this.directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public void handle(RoutingContext context) {
    String name = context.normalizedPath().substring(FOLDER.length());
    context
        .vertx()
        .executeBlocking(() -> tickets.file(name), false)
        .onSuccess(file -> find(context, file))
        .onFailure(e -> Doors.answer(context, Problem.storeUnavailable()));
  }

  private void find(RoutingContext context, Optional<String> file) {
    Path path = file.map(name -> directory.resolve(name).normalize()).orElse(null);
    if (path == null || !path.startsWith(directory)) {
      Doors.answer(context, Problem.of(404, "film_not_found", "This link is no longer good"));
      return;
    }
    context
        .vertx()
        .fileSystem()
        .props(path.toString())
        .onSuccess(props -> send(context, path, props.size()))
        .onFailure(
            e -> Doors.answer(context, Problem.of(404, "film_not_found", "The file is not here")));
  }

  private static void send(RoutingContext context, Path path, long size) {
    String wanted = context.request().getHeader("Range");
    Matcher range = RANGE.matcher(wanted == null ? "" : wanted);
    boolean part = range.matches();
    long first = part ? Long.parseLong(range.group(1)) : 0;
    long last = part && range.group(2) != null ? Long.parseLong(range.group(2)) : size - 1;
    HttpServerResponse response = context.response();
    if (part && (first >= size || last < first)) {
      response.putHeader("Content-Range", "bytes */" + size).setStatusCode(416).end();
      return;
    }
    long length = Math.min(last, size - 1) - first + 1;
    response
        .setStatusCode(part ? 206 : 200)
        .putHeader("Content-Type", "video/mp4")
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("Cache-Control", "private, max-age=3600")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (part) {
      String range206 = "bytes %d-%d/%d".formatted(first, first + length - 1, size);
      response.putHeader("Content-Range", range206);
    }
    if (context.request().method().name().equals("HEAD")) {
      response.putHeader("Content-Length", Long.toString(length)).end();
    } else {
      response.sendFile(path.toString(), first, length);
    }
  }
}
