package dev.newsreel.door;

import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate and key with which we speak TLS, from PEM files or a PKCS12 file. They are read
 * again when the files change, so that a renewed certificate needs no restart.
 */
public final class Tls {

  /** The versions that we speak. */
  static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private static final Map<String, String> SIGNING =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "Ed25519");
  private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");

  /** Only needed to find files by name; we hand over what is in them. */
  private static final Vertx NO_VERTX = null;

  private final List<Path> files;
  private final String password;
  private final Clock clock;

  private Tls(List<Path> files, String password, Clock clock) {
    this.files = files;
    this.password = password;
    this.clock = clock;
  }

  /**
   * Reads where they are.
   *
   * @return null when TLS is not asked for
   * @throws BadSetting when it is asked for by halves
   */
  static Tls of(Settings settings, Clock clock) {
    boolean pem = settings.has("tls.certificate") || settings.has("tls.key");
    boolean store = settings.has("tls.keystore");
    if (pem && store) {
      throw new BadSetting("Set tls.certificate and tls.key, or tls.keystore, but not both");
    }
    if (pem && !(settings.has("tls.certificate") && settings.has("tls.key"))) {
      throw new BadSetting(
          "tls.certificate (TLS_CERTIFICATE) and tls.key (TLS_KEY) must be set together");
    }
    List<String> names = pem ? List.of("tls.certificate", "tls.key") : List.of("tls.keystore");
    return pem || store
        ? new Tls(
            names.stream().map(n -> Path.of(settings.text(n))).toList(),
            settings.text("tls.password"),
            clock)
        : null;
  }

  /**
   * Checks the files, if TLS is asked for.
   *
   * @throws BadSetting with one sentence when they cannot be used
   */
  public static void check(Settings settings) {
    Tls tls = of(settings, Clock.systemUTC());
    if (tls != null) {
      tls.load();
    }
  }

  /**
   * Certificate and key, found to be in order.
   *
   * @param options what the server takes
   * @param until when the certificate expires
   */
  record Loaded(KeyCertOptions options, Instant until) {}

  /**
   * Reads the files.
   *
   * @throws BadSetting with one sentence when they are missing, cannot be read, do not fit together
   *     or are out of date
   */
  Loaded load() {
    List<Buffer> contents = files.stream().map(Tls::read).toList();
    KeyCertOptions options =
        contents.size() == 1
            ? new PfxOptions().setValue(contents.get(0)).setPassword(password)
            : new PemKeyCertOptions().setCertValue(contents.get(0)).setKeyValue(contents.get(1));
    return new Loaded(options, check(pair(options)));
  }

  /** Returns a number that changes when the files do; 0 while one of them cannot be read. */
  int digest() {
    try {
      return files.stream().map(Tls::read).toList().hashCode();
    } catch (BadSetting e) {
      return 0;
    }
  }

  private static Buffer read(Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadSetting("The TLS file " + file + " cannot be read");
    }
  }

  private record Pair(X509Certificate certificate, PrivateKey key) {}

  private Pair pair(KeyCertOptions options) {
    try {
      for (KeyManager manager : options.getKeyManagerFactory(NO_VERTX).getKeyManagers()) {
        for (String alias : aliases((X509KeyManager) manager)) {
          X509KeyManager keys = (X509KeyManager) manager;
          return new Pair(keys.getCertificateChain(alias)[0], keys.getPrivateKey(alias));
        }
      }
    } catch (Exception e) {
      String hint =
          files.size() == 1 ? "; is tls.password right?" : "; the key must be unencrypted";
      throw new BadSetting(named() + " cannot be used: " + e.getMessage() + hint);
    }
    throw new BadSetting(named() + " holds no certificate with its key");
  }

  private static List<String> aliases(X509KeyManager keys) {
    return KINDS.stream()
        .map(kind -> keys.getServerAliases(kind, null))
        .filter(found -> found != null)
        .flatMap(Arrays::stream)
        .toList();
  }

  private String named() {
    return "The TLS file"
        + (files.size() > 1 ? "s " : " ")
        + String.join(", ", files.stream().map(Path::toString).toList());
  }

  private Instant check(Pair pair) {
    Instant now = clock.instant();
    Instant from = pair.certificate().getNotBefore().toInstant();
    Instant until = pair.certificate().getNotAfter().toInstant();
    if (now.isAfter(until)) {
      throw new BadSetting("The TLS certificate has expired at " + until);
    }
    if (now.isBefore(from)) {
      throw new BadSetting("The TLS certificate is valid only from " + from);
    }
    if (!fits(pair)) {
      throw new BadSetting("The TLS key does not belong to the certificate in " + files.get(0));
    }
    return until;
  }

  private static boolean fits(Pair pair) {
    try {
      Signature signature = Signature.getInstance(SIGNING.get(pair.key().getAlgorithm()));
      byte[] text = {1, 2, 3};
      signature.initSign(pair.key());
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(pair.certificate().getPublicKey());
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }
}
