package dev.newsreel.captions;

import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Request;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Fetch;
import dev.newsreel.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one-time source links that Submagic reads. The first request for one is saved before a byte
 * is sent, and the delivery before the last byte is: they are our receipts for the order.
 */
public final class Relay {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int MOST_AT_ONCE = 128;
  private static final String OPENED = "openedToken";
  private static final String FILM_OF = "filmOf";
  private static final List<String> PASSED_ON =
      List.of(
          "Content-Type",
          "Content-Length",
          "Content-Range",
          "Accept-Ranges",
          "ETag",
          "Last-Modified");

  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final SourceReceipts receipts;
  private final FilmSource films;

  /**
   * Makes the relay.
   *
   * @param heygen for questions to HeyGen
   * @param files for the films themselves
   */
  public Relay(JobStore jobs, Settings settings, AddressRules rules, Wire heygen, Wire files) {
    this.receipts = new SourceReceipts(jobs);
    this.films = new FilmSource(settings, rules, heygen.fetch(), files.fetch());
  }

  /**
   * Checks the token and saves that its link was asked for.
   *
   * <p>An unknown token leaves 404, a revoked one 410, and too many readers at once leave 503, with
   * the route told to stop.
   */
  public void open(Exchange exchange) {
    within(exchange, this::check);
  }

  // A provider that hangs must not take all the threads that answer callers.
  private void within(Exchange exchange, Consumer<Exchange> work) {
    if (!free.tryAcquire()) {
      refuse(exchange, 503);
      return;
    }
    try {
      work.accept(exchange);
    } finally {
      free.release();
    }
  }

  private void check(Exchange exchange) {
    String path = exchange.getMessage().getHeader("token", String.class);
    String text =
        path == null || !path.endsWith(".mp4") ? null : path.substring(0, path.length() - 4);
    Optional<Token> token = Token.parse(text);
    VideoJob job = token.flatMap(receipts::fetched).orElse(null);
    if (job == null) {
      refuse(exchange, 404);
    } else if (SourceReceipts.order(job, token.get()).map(CaptionOrder::revoked).orElse(true)) {
      refuse(exchange, 410);
    } else {
      exchange.setProperty(OPENED, token.get());
      exchange.setProperty(FILM_OF, job);
    }
  }

  private static void refuse(Exchange exchange, int status) {
    Request.headers(exchange, Map.of());
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody(null);
    exchange.setRouteStop(true);
  }

  /**
   * Hands the film on as it comes, with the headers that a reader of ranges needs; 502 when it is
   * not to be had.
   */
  public void handOn(Exchange exchange) {
    within(exchange, this::film);
  }

  private void film(Exchange exchange) {
    VideoJob job = exchange.getProperty(FILM_OF, VideoJob.class);
    String method = exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "GET", String.class);
    String range = exchange.getMessage().getHeader("Range", String.class);
    try {
      Fetch.Opened film = films.open(job, method, range);
      answer(exchange, film);
      boolean film2xx = film.ok() && method.equals("GET");
      exchange.getMessage().setBody(film2xx ? receipted(exchange, film) : film.body());
    } catch (IOException e) {
      LOG.warn("The film of {} is not to be had: {}", job.id(), e.toString());
      refuse(exchange, 502);
    }
  }

  private static void answer(Exchange exchange, Fetch.Opened film) {
    Map<String, String> kept = new HashMap<>();
    PASSED_ON.forEach(name -> kept.put(name, film.headers().get(name.toLowerCase(Locale.ROOT))));
    Request.headers(exchange, kept);
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, film.status());
  }

  private InputStream receipted(Exchange exchange, Fetch.Opened film) {
    VideoJob job = exchange.getProperty(FILM_OF, VideoJob.class);
    Token token = exchange.getProperty(OPENED, Token.class);
    InputStream steady = SteadyFilm.of(film, range -> films.open(job, "GET", range));
    Extent extent = Extent.of(film.status(), film.headers());
    // Who does not say how long the film is may have sent its end.
    return extent == null || extent.reachesEnd()
        ? new LastByteHeld(steady, () -> save(token))
        : steady;
  }

  private void save(Token token) throws IOException {
    try {
      if (!receipts.delivered(token)) {
        throw new IOException("The order was revoked while its film was read");
      }
    } catch (RedisUnavailable e) {
      throw new IOException("The delivery could not be saved", e);
    }
  }
}
