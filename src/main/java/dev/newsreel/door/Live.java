package dev.newsreel.door;

import dev.newsreel.job.JobIds;
import dev.newsreel.job.Json;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all who listen what has changed, by server-sent events. A node looks once a second, for all
 * of them together, and only while there are some. No listener holds a thread.
 */
final class Live implements Handler<RoutingContext>, AutoCloseable {

  /** Where it is found. */
  static final String PATH = "/api/v1/live";

  private static final Logger LOG = LoggerFactory.getLogger(Live.class);
  private static final String VIDEO = "video";
  private static final int MOST = 100;
  private static final long TICK_MS = 1000;

  private final Vertx vertx;
  private final Supplier<Map<String, Object>> overview;
  private final Function<String, Map<String, Object>> video;
  private final Set<LiveReader> readers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final long timer;
  private volatile boolean closed;

  /**
   * Opens the streams.
   *
   * @param overview everything at a glance
   * @param video one video with its history, by its id; null when there is none
   */
  Live(
      Vertx vertx,
      Supplier<Map<String, Object>> overview,
      Function<String, Map<String, Object>> video) {
    this.vertx = vertx;
    this.overview = overview;
    this.video = video;
    this.timer = vertx.setPeriodic(TICK_MS, unused -> tick());
  }

  @Override
  public void handle(RoutingContext context) {
    List<Problem.Bad> bad = bad(context.queryParams());
    if (!bad.isEmpty()) {
      Doors.answer(context, Problem.invalid(bad));
      return;
    }
    if (closed || readers.size() >= MOST) {
      context.response().putHeader("Retry-After", "5");
      Doors.answer(context, Problem.of(503, "too_many_listeners", "Too many pages are open"));
      return;
    }
    open(context, context.queryParams().get(VIDEO));
    tick();
  }

  private static List<Problem.Bad> bad(MultiMap given) {
    List<Problem.Bad> bad = new ArrayList<>();
    for (String name : given.names()) {
      List<String> values = given.getAll(name);
      if (!name.equals(VIDEO)) {
        bad.add(new Problem.Bad(name, "is not a parameter of this request"));
      } else if (values.size() > 1) {
        bad.add(new Problem.Bad(name, "must be given once"));
      } else if (!JobIds.isId(values.get(0))) {
        bad.add(new Problem.Bad(name, "must be an id of a video"));
      }
    }
    return bad;
  }

  private void open(RoutingContext context, String id) {
    BooleanSupplier admitted = context.get(Guard.STILL_ADMITTED);
    HttpServerResponse response = context.response();
    LiveReader reader = new LiveReader(vertx.getOrCreateContext(), response, id, admitted);
    // A proxy must not keep what is meant for now.
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.closeHandler(unused -> readers.remove(reader));
    response.endHandler(unused -> readers.remove(reader));
    response.write("retry: 2000\n\n");
    readers.add(reader);
  }

  private void tick() {
    if (readers.isEmpty() || !looking.compareAndSet(false, true)) {
      return;
    }
    vertx
        .executeBlocking(this::look, false)
        .onComplete(
            news -> {
              looking.set(false);
              if (news.succeeded()) {
                readers.forEach(reader -> reader.offer(news.result()));
              } else {
                LOG.error("What is new cannot be told", news.cause());
              }
            });
  }

  private LiveNews look() {
    try {
      List<LiveReader> refused = readers.stream().filter(r -> !r.isAdmitted()).toList();
      refused.forEach(LiveReader::end);
      Map<String, String> videos = new HashMap<>();
      for (LiveReader reader : readers) {
        if (reader.video() != null && !videos.containsKey(reader.video())) {
          Map<String, Object> seen = video.apply(reader.video());
          videos.put(reader.video(), seen == null ? null : Json.write(seen));
        }
      }
      return new LiveNews(Json.write(overview.get()), videos, null);
    } catch (RedisException e) {
      LOG.debug("What is new is not known now", e);
      return new LiveNews(null, Map.of(), Json.write(Problem.storeUnavailable()));
    }
  }

  /** Ends all streams, and takes no more. */
  @Override
  public void close() {
    closed = true;
    vertx.cancelTimer(timer);
    readers.forEach(LiveReader::end);
  }
}
