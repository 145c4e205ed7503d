package dev.newsreel.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes connections directly, past every proxy setting of the JVM, and marks each step in the call.
 */
final class Plug extends DefaultHttpClientConnectionOperator {

  Plug(Names names) {
    super(
        proxy -> new Socket(Proxy.NO_PROXY),
        DefaultSchemePortResolver.INSTANCE,
        names,
        RegistryBuilder.<TlsSocketStrategy>create()
            .register("https", DefaultClientTlsStrategy.createDefault())
            .build());
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      NamedEndpoint name,
      InetSocketAddress local,
      Timeout timeout,
      SocketConfig socketConfig,
      Object attachment,
      HttpContext context)
      throws IOException {
    Call.of(context).reach(Call.Step.NAME);
    super.connect(connection, host, name, local, timeout, socketConfig, attachment, context);
  }

  @Override
  protected void onBeforeSocketConnect(HttpContext context, HttpHost host) {
    var call = Call.of(context);
    call.reach(Call.Step.CONNECT);
    if (call.isLate()) {
      // the abort has closed the socket of one address; do not go on to the next
      throw new CancellationException("The deadline came while connecting.");
    }
  }

  @Override
  protected void onBeforeTlsHandshake(HttpContext context, HttpHost host) {
    Call.of(context).reach(Call.Step.TLS);
  }
}
