package dev.newsreel.door;

import dev.newsreel.settings.BadSetting;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SSLOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a renewed certificate up while the server runs. */
final class TlsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);

  private final Vertx vertx;
  private final Tls tls;
  private final HttpServer server;
  private volatile int seen;

  TlsWatch(Vertx vertx, Tls tls, HttpServer server) {
    this.vertx = vertx;
    this.tls = tls;
    this.server = server;
    this.seen = tls.digest();
  }

  /** Begins to look at the files, this often. */
  void begin(Duration pause) {
    // Not in order with others: what is read for callers must not wait for it.
    vertx.setPeriodic(
        pause.toMillis(), tick -> vertx.executeBlocking(this::renewed, false).onSuccess(this::use));
  }

  /** Returns certificate and key when they have changed and are in order, else null. */
  private Tls.Loaded renewed() {
    int digest = tls.digest();
    if (digest == seen) {
      return null;
    }
    seen = digest;
    try {
      return tls.load();
    } catch (BadSetting e) {
      LOG.warn("The former TLS files stay in force: {}", e.getMessage());
      return null;
    }
  }

  private void use(Tls.Loaded found) {
    if (found != null) {
      SSLOptions options =
          new SSLOptions()
              .setEnabledSecureTransportProtocols(Tls.PROTOCOLS)
              .setKeyCertOptions(found.options());
      server
          .updateSSLOptions(options)
          .onSuccess(done -> LOG.info("TLS certificate renewed, valid until {}", found.until()))
          .onFailure(e -> LOG.warn("The renewed TLS certificate cannot be used", e));
    }
  }
}
