package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsreel.Patience;
import dev.newsreel.door.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that speaks TLS itself: a job ends as it would without, and nothing is spoken in clear.
 */
class TlsTest {

  @TempDir private static Path home;
  private static TestCertificate first;
  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() throws Exception {
    first = TestCertificate.in(home, "first");
    providers = TestSandbox.start();
    node =
        RunningNewsreel.start(
            providers,
            "tls.certificate",
            first.certificateTo(home.resolve("tls.pem")).toString(),
            "tls.key",
            first.keyTo(home.resolve("tls-key.pem")).toString(),
            "tls.check",
            "100ms",
            "reconcile.after",
            "10m");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static SSLContext trusting(TestCertificate certificate)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("node", certificate.read().getCertificate("newsreel"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static HttpResponse<String> call(String path, String body) throws Exception {
    HttpClient client =
        HttpClient.newBuilder().sslContext(trusting(first)).connectTimeout(Patience.LONG).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.api().url(path)).timeout(Patience.LONG);
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aJobIsDoneWithWebhooksAndTheRelayOverTls() throws Exception {
    HttpResponse<String> posted =
        call("/api/v1/videos", Api.article("A lock", "The town has put a new lock on its gate."));
    String location = posted.headers().firstValue("Location").orElseThrow();

    assertThat(posted.statusCode()).isEqualTo(202);
    assertThat(node.api().url("").getScheme()).isEqualTo("https");
    await().until(() -> call(location, null).body().contains("\"status\":\"done\""));
  }

  @Test
  void browsersAreToldNeverToGoWithout() throws Exception {
    HttpResponse<String> answer = call("/nothing", null);

    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
  }

  @Test
  void clearTextIsNotAnswered() {
    URI plain = URI.create("http://127.0.0.1:" + node.api().url("").getPort());

    String answer =
        RawClient.exchange(plain, "GET /webhooks/heygen HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    assertThat(answer).doesNotContain("HTTP/1.1 200");
  }

  private static X509Certificate shown(SSLContext context, String protocol) throws IOException {
    URI url = node.api().url("");
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
      socket.setSoTimeout((int) Patience.LONG.toMillis());
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void oldVersionsOfTlsAreRefused() throws Exception {
    assertThat(shown(trusting(first), "TLSv1.2")).isNotNull();
    assertThat(shown(trusting(first), "TLSv1.3")).isNotNull();
    assertThatThrownBy(() -> shown(trusting(first), "TLSv1.1"))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void aRenewedCertificateNeedsNoRestart() throws Exception {
    TestCertificate other = TestCertificate.in(Files.createTempDirectory(home, "new"), "renewed");
    other.keyTo(home.resolve("tls-key.pem"));
    await().during(Duration.ofMillis(300)).until(() -> shown(trusting(first), "TLSv1.3") != null);

    other.certificateTo(home.resolve("tls.pem"));

    await().until(() -> shownBy(other));
    first.keyTo(home.resolve("tls-key.pem"));
    first.certificateTo(home.resolve("tls.pem"));
    await().until(() -> shownBy(first));
  }

  private static boolean shownBy(TestCertificate certificate) {
    try {
      return shown(trusting(certificate), "TLSv1.3") != null;
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }
}
