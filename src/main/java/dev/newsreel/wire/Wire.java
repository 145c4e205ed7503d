package dev.newsreel.wire;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One kind of outgoing HTTP call, for the {@code httpClientConfigurer} parameter of a Camel {@code
 * http} endpoint.
 *
 * <p>Any number of endpoints may share a wire; they then share its connections. A call ends in an
 * answer of any status, or throws {@link NotSent}, {@link OutcomeUnknown} or {@link BodyTooLarge}.
 * Nothing is ever sent twice.
 */
public final class Wire implements HttpClientConfigurer, AutoCloseable {

  /**
   * The message header with the milliseconds that are left for this call, when that is less than
   * the wire allows. It is not sent.
   */
  public static final String DEADLINE = "newsreel-deadline";

  // below the keep-alive of common servers and balancers (nginx 75 s, AWS ALB 60 s)
  private static final TimeValue CONNECTION_LIFE = TimeValue.ofSeconds(25);
  private static final Http1Config HTTP =
      Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(64 * 1024).build();

  private final WireLimits limits;
  private final AddressRules rules;
  private final Names names;
  private final PoolingHttpClientConnectionManager pool;

  /**
   * A wire for addresses that operators configure; inside addresses are as good as any.
   *
   * @param name for threads and logs
   */
  public Wire(String name, WireLimits limits) {
    this(name, limits, null);
  }

  /**
   * A wire for addresses from outside.
   *
   * @param rules judge every address before it is connected to; null for addresses that operators
   *     configure
   */
  public Wire(String name, WireLimits limits, AddressRules rules) {
    this(name, limits, rules, SystemDefaultDnsResolver.INSTANCE);
  }

  Wire(String name, WireLimits limits, AddressRules rules, DnsResolver resolver) {
    this.limits = limits;
    this.rules = rules;
    this.names = new Names(name, resolver, rules, limits.connect());
    this.pool = newPool();
  }

  /**
   * Takes over everything that decides about sending; comes after all other settings of the
   * endpoint.
   */
  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
    builder
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .disableContentCompression()
        .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
        .setConnectionManager(pool)
        .setConnectionManagerShared(true)
        .setDefaultRequestConfig(requestConfig())
        .setRequestExecutor(new Sender())
        .addExecInterceptorFirst("newsreel-wire", new CallHandler(limits, rules));
    if (rules != null) {
      builder.setConnectionReuseStrategy((request, answer, context) -> false);
    }
  }

  /** Returns a caller over this wire, for answers that are read as they come. */
  public Fetch fetch() {
    return new Fetch(this);
  }

  /** Cuts all connections; calls after it throw {@link NotSent}. */
  @Override
  public void close() {
    pool.close(CloseMode.IMMEDIATE);
    names.close();
  }

  private RequestConfig requestConfig() {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(Timeout.of(limits.connect()))
        .setResponseTimeout(Timeout.of(limits.silence()))
        .setAuthenticationEnabled(false)
        .setRedirectsEnabled(false)
        .setExpectContinueEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .setContentCompressionEnabled(false)
        .build();
  }

  private PoolingHttpClientConnectionManager newPool() {
    var manager =
        new PoolingHttpClientConnectionManager(
            new Plug(names),
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            CONNECTION_LIFE,
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(HTTP)
                .responseParserFactory(new WholeHeads(HTTP))
                .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                .build());
    manager.setMaxTotal(limits.connections());
    manager.setDefaultMaxPerRoute(limits.connections());
    manager.setDefaultConnectionConfig(connectionConfig());
    manager.setDefaultTlsConfig(
        TlsConfig.custom().setHandshakeTimeout(Timeout.of(limits.connect())).build());
    return manager;
  }

  /** Kept connections are checked at every use (1 ms): a stale one costs an unknown outcome. */
  private ConnectionConfig connectionConfig() {
    return ConnectionConfig.custom()
        .setConnectTimeout(Timeout.of(limits.connect()))
        .setSocketTimeout(Timeout.of(limits.silence()))
        .setTimeToLive(CONNECTION_LIFE)
        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
        .build();
  }
}
