package dev.newsreel.settings;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The certificate that a node with these settings shows to whoever calls it. */
public final class NodeCertificate {

  private NodeCertificate() {}

  /** Returns whether a node with these settings speaks TLS. */
  public static boolean isShown(Settings settings) {
    return settings.has("tls.certificate") || settings.has("tls.keystore");
  }

  /**
   * Returns what trusts this very certificate and no other, whatever name it is made out to: a
   * program beside the node calls it by its loopback address.
   *
   * @throws BadSetting when the certificate cannot be read
   */
  public static SSLContext trusted(Settings settings) {
    String name = settings.has("tls.keystore") ? "tls.keystore" : "tls.certificate";
    Path file = Path.of(settings.text(name));
    try (InputStream in = Files.newInputStream(file)) {
      Certificate shown =
          name.equals("tls.keystore")
              ? stored(in, settings.text("tls.password").toCharArray())
              : CertificateFactory.getInstance("X.509").generateCertificates(in).iterator().next();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Only(shown)}, null);
      return context;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new BadSetting("The certificate in " + file + " (" + name + ") cannot be read");
    }
  }

  private static Certificate stored(InputStream in, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(in, password);
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return store.getCertificate(alias);
      }
    }
    throw new CertificateException("There is no key");
  }

  /** Trusts one certificate. */
  private static final class Only extends X509ExtendedTrustManager {

    private final Certificate shown;

    Only(Certificate shown) {
      this.shown = shown;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (!chain[0].equals(shown)) {
        throw new CertificateException("It is not the certificate in the settings");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
