package dev.newsreel.door;

import dev.newsreel.job.Digest;
import dev.newsreel.trail.Entry;
import dev.newsreel.trail.Refusals;
import dev.newsreel.trail.Trail;
import dev.newsreel.trail.Who;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every act of a caller into the audit trail before it has an effect, and then what came of
 * it. Calls that are not let in are counted.
 */
public final class Recorder {

  /** The header of a request by which routes learn who calls: a key's id, or {@code loopback}. */
  static final String BY = "newsreelBy";

  /** Where the guard tells who calls. */
  static final String WHO = "who";

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final String ACT = "act";
  private static final Pattern MADE =
      Pattern.compile("/api/v1/(?:videos|batches)/([vb]_[0-9a-z]{1,40})");
  private static final Pattern VIDEO = Pattern.compile("/api/v1/videos/(v_[0-9a-z]{1,40})/.*");
  // No status of HTTP: the caller had hung up, and nobody knows what it would have been.
  private static final int GONE = 499;
  // Ids and the names of feeds are longer than what may stand at an address that is none of ours.
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_WORD = 20;

  private final Supplier<CamelContext> context;
  private final Trail trail;
  private final Refusals refusals;
  private final Operations operations = new Operations();

  /** Makes the recorder of an application's calls. */
  public Recorder(Supplier<CamelContext> context, Trail trail, Refusals refusals) {
    this.context = context;
    this.trail = trail;
    this.refusals = refusals;
  }

  /** Returns whether a call could change something. */
  static boolean isAct(RoutingContext call) {
    return Calls.isOfApi(call) && !Calls.isReading(call.request());
  }

  /** Begins before it is known who calls: notes when, and what is told at the end. */
  void begin(RoutingContext call) {
    if (Calls.isOfApi(call)) {
      long start = System.nanoTime();
      call.addEndHandler(ended -> end(call, Duration.ofNanos(System.nanoTime() - start)));
    }
    call.next();
  }

  /** Writes the act down, when the caller is let in and the whole body is there. */
  void write(RoutingContext call) {
    Who who = call.get(WHO);
    // Addresses that are open to everybody only take what is no act.
    if (!isAct(call) || who == null) {
      call.next();
      return;
    }
    long begun = System.nanoTime();
    call.request().headers().set(BY, who.brief());
    call.vertx()
        .executeBlocking(() -> trail.write(entry(call, who)), false)
        .onComplete(
            written -> {
              if (written.succeeded()) {
                call.put(ACT, written.result());
                if (call.response().closed()) {
                  // The end came before there was an act.
                  end(call, Duration.ofNanos(System.nanoTime() - begun));
                }
                call.next();
              } else {
                LOG.debug("An act cannot be written into the audit trail", written.cause());
                Doors.answer(call, Problem.storeUnavailable());
              }
            });
  }

  private Entry entry(RoutingContext call, Who who) {
    HttpServerRequest request = call.request();
    String method = request.method().name();
    String path = call.normalizedPath();
    String operation = operations.of(context.get(), method, path);
    Matcher video = VIDEO.matcher(path);
    byte[] body = call.body().buffer() == null ? new byte[0] : call.body().buffer().getBytes();
    Entry.Act act =
        new Entry.Act(
            operation,
            method,
            Entry.path(path, operation == null ? LONGEST_WORD : LONGEST_NAME),
            Calls.isDryRun(request) ? Boolean.TRUE : null,
            video.matches() ? video.group(1) : null,
            body.length == 0 ? null : Digest.of(body),
            body.length == 0 ? null : body.length,
            null);
    return Entry.act(who, address(request), request.getHeader("X-Forwarded-For"), act);
  }

  private static String address(HttpServerRequest request) {
    return request.remoteAddress().hostAddress();
  }

  private void end(RoutingContext call, Duration took) {
    Long act = call.get(ACT);
    boolean answered = call.response().headWritten();
    int status = answered ? call.response().getStatusCode() : GONE;
    if (act == null) {
      if (answered) {
        refused(call, status);
      }
      return;
    }
    String location = call.response().headers().get("Location");
    Matcher made = MADE.matcher(location == null ? "" : location);
    Boolean replayed =
        call.response().headers().contains("Idempotent-Replayed") ? Boolean.TRUE : null;
    String id = made.matches() ? made.group(1) : null;
    Entry.Outcome outcome = new Entry.Outcome(act, status, id, replayed, took.toMillis());
    if (!trail.soon(Entry.outcome(outcome))) {
      LOG.warn("The outcome {} of act {} cannot be kept for the audit trail", status, act);
    }
  }

  private void refused(RoutingContext call, int status) {
    boolean act = isAct(call) && status >= 400 && status != 503;
    if (act || status == 401 || status == 403 || status == 429) {
      Who who = call.get(WHO);
      refusals.count(address(call.request()), who == null ? null : who.id(), status);
    }
  }
}
