package dev.newsreel.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate for 127.0.0.1 that the JDK's keytool has made for a test. */
public final class TestCertificate {

  /** The password of its keystore. */
  public static final String PASSWORD = "test-password";

  private static final String ALIAS = "newsreel";

  private final Path keystore;

  private TestCertificate(Path keystore) {
    this.keystore = keystore;
  }

  /** Makes one in this directory. */
  public static TestCertificate in(Path directory, String name) {
    return in(directory, name, "EC", "-0d");
  }

  /**
   * Makes one in this directory that is valid for a day.
   *
   * @param algorithm {@code RSA} or {@code EC}
   * @param from when it begins to be valid, such as {@code -10d}
   */
  public static TestCertificate in(Path directory, String name, String algorithm, String from) {
    Path file = directory.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            algorithm,
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=ip:127.0.0.1,dns:localhost",
            "-startdate",
            from,
            "-validity",
            "1",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new TestCertificate(file);
  }

  /** Returns the PKCS12 file. */
  public Path keystore() {
    return keystore;
  }

  /** Returns what is in the PKCS12 file. */
  public KeyStore read() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
  }

  /** Writes the certificate as PEM. */
  public Path certificateTo(Path file) throws IOException, GeneralSecurityException {
    return pem(file, "CERTIFICATE", read().getCertificate(ALIAS).getEncoded());
  }

  /** Writes the key as PEM. */
  public Path keyTo(Path file) throws IOException, GeneralSecurityException {
    byte[] key = read().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
    return pem(file, "PRIVATE KEY", key);
  }

  private static Path pem(Path file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    String dashes = "-----";
    return Files.writeString(
        file, "%1$sBEGIN %2$s%1$s\n%3$s\n%1$sEND %2$s%1$s\n".formatted(dashes, what, text));
  }
}
