package dev.newsreel.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.TestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate is used only when it is in order; otherwise one sentence says what is wrong. */
class TlsTest {

  @TempDir private static Path home;
  private static TestCertificate good;
  private static TestCertificate rsa;
  private static Path certificate;
  private static Path key;

  @BeforeAll
  static void make() throws Exception {
    good = TestCertificate.in(home, "good");
    rsa = TestCertificate.in(home, "rsa", "RSA", "-0d");
    certificate = good.certificateTo(home.resolve("good.pem"));
    key = good.keyTo(home.resolve("good-key.pem"));
  }

  private static Tls tls(Clock clock, String... settings) {
    return Tls.of(TestSettings.with(settings), clock);
  }

  private static Tls pem(Path certificate, Path key) {
    return tls(
        Clock.systemUTC(), "tls.certificate", certificate.toString(), "tls.key", key.toString());
  }

  private static Tls store(Path file, String password) {
    return tls(Clock.systemUTC(), "tls.keystore", file.toString(), "tls.password", password);
  }

  private static void assertRefused(Tls tls, String why) {
    assertThatThrownBy(tls::load).isInstanceOf(BadSetting.class).hasMessageContaining(why);
  }

  @Test
  void withoutSettingsThereIsNone() {
    assertThat(tls(Clock.systemUTC())).isNull();
  }

  @Test
  void bothFormsOfAPairAreTaken() throws Exception {
    Path pem = rsa.certificateTo(home.resolve("rsa.pem"));
    Path pemKey = rsa.keyTo(home.resolve("rsa-key.pem"));

    assertThat(pem(pem, pemKey).load().until()).isNotNull();
    assertThat(pem(certificate, key).load().until()).isNotNull();
    assertThat(store(good.keystore(), TestCertificate.PASSWORD).load().until()).isNotNull();
    assertThat(store(rsa.keystore(), TestCertificate.PASSWORD).load().until()).isNotNull();
  }

  @Test
  void oneHalfIsNotEnough() {
    assertThatThrownBy(() -> tls(Clock.systemUTC(), "tls.certificate", certificate.toString()))
        .hasMessageContaining("must be set together");
    assertThatThrownBy(() -> tls(Clock.systemUTC(), "tls.key", key.toString()))
        .hasMessageContaining("must be set together");
    assertThatThrownBy(() -> tls(Clock.systemUTC(), "tls.key", "a", "tls.keystore", "b"))
        .hasMessageContaining("not both");
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    assertRefused(pem(home.resolve("none.pem"), key), "none.pem cannot be read");
    assertRefused(store(home.resolve("none.p12"), ""), "none.p12 cannot be read");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    Path other = TestCertificate.in(home, "other").keyTo(home.resolve("other-key.pem"));

    assertRefused(pem(certificate, other), "does not belong to the certificate");
  }

  @Test
  void aKeyOfAnotherKindIsRefused() throws Exception {
    assertRefused(pem(certificate, rsa.keyTo(home.resolve("kind-key.pem"))), "TLS");
  }

  @Test
  void aWrongPasswordIsToldWithoutShowingIt() {
    assertThatThrownBy(() -> store(good.keystore(), "wrong-password").load())
        .hasMessageContaining("is tls.password right?")
        .hasMessageNotContaining("wrong-password");
  }

  @Test
  void whatIsNoPemIsRefused() throws Exception {
    Path junk = Files.writeString(home.resolve("junk.pem"), "This is a letter, not a key.");

    assertRefused(pem(junk, key), "cannot be used");
    assertRefused(pem(certificate, junk), "cannot be used");
    assertRefused(store(junk, ""), "cannot be used");
  }

  @Test
  void anExpiredOneIsRefused() {
    TestCertificate old = TestCertificate.in(home, "old", "EC", "-10d");

    assertRefused(store(old.keystore(), TestCertificate.PASSWORD), "has expired");
  }

  @Test
  void oneThatIsNotValidYetIsRefused() {
    Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofDays(-3));
    String file = good.keystore().toString();

    assertRefused(
        tls(earlier, "tls.keystore", file, "tls.password", TestCertificate.PASSWORD),
        "valid only from");
  }
}
