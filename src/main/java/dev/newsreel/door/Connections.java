package dev.newsreel.door;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections from outside: how many there may be, and how long each may take to say something.
 * Whoever is too slow is cut off, so that nobody else has to wait. All calls come from the server's
 * one event loop.
 */
final class Connections {

  /**
   * How long a connection may take.
   *
   * @param head until the first request's head is there, in ns
   * @param body from there until its body is there, in ns
   * @param idle from an answer until the next head is there, in ns
   */
  record Patience(long head, long body, long idle) {

    static Patience of(Duration head, Duration body, Duration idle) {
      return new Patience(head.toNanos(), body.toNanos(), idle.toNanos());
    }
  }

  /** How long the rest of a body that nobody wants is still read, so that the answer is seen. */
  private static final long LINGER = Duration.ofSeconds(1).toNanos();

  /**
   * A request that is being worked at.
   *
   * @param until by when its body must be there
   */
  private record Work(HttpServerRequest request, long until) {

    boolean isOver() {
      return request.response().ended() && request.isEnded();
    }

    boolean isLast() {
      return request.headers().contains("Transfer-Encoding");
    }

    boolean isLate(long now) {
      return !request.isEnded() && now - until > 0;
    }

    Work noLongerThan(long time) {
      return until - time <= 0 ? this : new Work(request, time);
    }
  }

  private final int most;
  private final Patience patience;
  // Those without a request, by the time when they are cut off; whoever came first is first.
  private final Map<HttpConnection, Long> waiting = new LinkedHashMap<>();
  private final Map<HttpConnection, Work> working = new HashMap<>();

  /**
   * Makes the list.
   *
   * @param most how many connections there may be
   */
  Connections(int most, Patience patience) {
    this.most = most;
    this.patience = patience;
  }

  /**
   * Takes a new connection in. When there are too many, the one that has waited longest without a
   * request gives way; when all have one, the new one does.
   */
  void opened(HttpConnection connection, long now) {
    if (count() >= most) {
      Iterator<HttpConnection> idle = waiting.keySet().iterator();
      if (!idle.hasNext()) {
        connection.close();
        return;
      }
      HttpConnection oldest = idle.next();
      idle.remove();
      oldest.close();
    }
    waiting.put(connection, now + patience.head());
    connection.closeHandler(closed -> forget(connection));
  }

  private void forget(HttpConnection connection) {
    waiting.remove(connection);
    working.remove(connection);
  }

  /**
   * Notes that the head of a request is there.
   *
   * @return whether it may be handled. After one with {@code Transfer-Encoding} none is: a proxy
   *     may have seen another end of that one's body, and what follows would be somebody else's
   *     words
   */
  boolean began(HttpServerRequest request, long now) {
    Work former = working.get(request.connection());
    if (former != null && former.isLast()) {
      return false;
    }
    waiting.remove(request.connection());
    working.put(request.connection(), new Work(request, now + patience.body()));
    return true;
  }

  /** Returns how many there are. */
  int count() {
    return waiting.size() + working.size();
  }

  /**
   * Looks at all of them: closes those that sent no request in time, or may send no more.
   *
   * @return the requests whose bodies did not come in time; the caller answers and closes them
   */
  List<HttpServerRequest> look(long now) {
    for (Map.Entry<HttpConnection, Work> one : List.copyOf(working.entrySet())) {
      if (one.getValue().isOver()) {
        rest(one.getKey(), one.getValue(), now);
      } else if (one.getValue().request().response().ended()) {
        working.put(one.getKey(), one.getValue().noLongerThan(now + LINGER));
      }
    }
    List<HttpConnection> late =
        waiting.entrySet().stream()
            .filter(e -> now - e.getValue() > 0)
            .map(Map.Entry::getKey)
            .toList();
    late.forEach(waiting::remove);
    late.forEach(HttpConnection::close);
    return working.values().stream().filter(w -> w.isLate(now)).map(Work::request).toList();
  }

  private void rest(HttpConnection connection, Work over, long now) {
    working.remove(connection);
    if (over.isLast()) {
      connection.close();
    } else {
      waiting.put(connection, now + patience.idle());
    }
  }
}
