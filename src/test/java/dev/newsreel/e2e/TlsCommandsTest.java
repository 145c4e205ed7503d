package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.cli.Commands;
import dev.newsreel.cli.ServerCommands;
import dev.newsreel.cli.TestShell;
import dev.newsreel.door.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Commands beside and far from a node that speaks TLS with a certificate that nobody has signed.
 */
@Tag("process")
class TlsCommandsTest {

  @TempDir private static Path home;
  private static TestCertificate certificate;
  private static Path pem;
  private static Path key;
  private static TestSandbox providers;
  private static RunningNewsreel node;

  @Command
  private static final class Root {}

  @BeforeAll
  static void start() throws Exception {
    certificate = TestCertificate.in(home, "node");
    pem = certificate.certificateTo(home.resolve("node.pem"));
    key = certificate.keyTo(home.resolve("node-key.pem"));
    providers = TestSandbox.start();
    node =
        RunningNewsreel.start(
            providers, "tls.certificate", pem.toString(), "tls.key", key.toString());
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static int run(TestShell shell, String... words) {
    CommandLine root = new CommandLine(new Root());
    shell.in(home);
    ServerCommands.addTo(root, shell.shell());
    return Commands.prepared(root, shell.shell(), Exception::toString).execute(words);
  }

  private static String port() {
    return Integer.toString(node.api().home().getPort());
  }

  @Test
  void besideTheNodeItsOwnCertificateIsTrusted() throws IOException {
    Files.writeString(
        home.resolve("article.txt"),
        "A new lock\n\nThe town has put a new lock on its gate, and many people came to see it."
            + " The band played until noon, and the mayor promised to keep the key for the children.");
    TestShell shell =
        TestShell.plain()
            .with("PORT", port())
            .with("TLS_CERTIFICATE", pem.toString())
            .with("TLS_KEY", key.toString());

    int code = run(shell, "make", "article.txt");

    assertThat(code).as(shell.errors()).isZero();
    assertThat(shell.output()).contains(".mp4");
  }

  @Test
  void aKeystoreIsAsGood() {
    TestShell shell =
        TestShell.plain()
            .with("PORT", port())
            .with("TLS_KEYSTORE", certificate.keystore().toString())
            .with("TLS_PASSWORD", TestCertificate.PASSWORD);

    assertThat(run(shell, "videos")).as(shell.errors()).isZero();
  }

  @Test
  void anotherCertificateThanTheSettingsNameIsRefused() throws IOException {
    TestCertificate other = TestCertificate.in(home, "other");
    TestShell shell =
        TestShell.plain()
            .with("PORT", port())
            .with("TLS_KEYSTORE", other.keystore().toString())
            .with("TLS_PASSWORD", TestCertificate.PASSWORD);

    assertThat(run(shell, "videos")).isEqualTo(1);
    assertThat(shell.errors()).contains("is not trusted", "--cacert").hasLineCount(1);
  }

  @Test
  void fromAfarOnlyWhatIsNamedIsTrusted() {
    TestShell without = TestShell.plain().with("NEWSREEL_SERVER", node.api().home().toString());
    TestShell with = TestShell.plain().with("NEWSREEL_SERVER", node.api().home().toString());

    assertThat(run(without, "videos")).isEqualTo(1);
    assertThat(without.errors()).contains("is not trusted", "--cacert").hasLineCount(1);
    assertThat(run(with, "videos", "--cacert", pem.toString())).as(with.errors()).isZero();
  }

  @Test
  void aFileWithoutCertificatesIsWrongUse() throws IOException {
    Path empty = Files.createFile(home.resolve("empty.pem"));
    for (Path file : new Path[] {empty, key, home.resolve("missing.pem")}) {
      TestShell shell = TestShell.plain().with("NEWSREEL_SERVER", node.api().home().toString());

      assertThat(run(shell, "videos", "--cacert", file.toString()))
          .as(file.toString())
          .isEqualTo(2);
      assertThat(shell.errors()).contains(file.toString());
    }
  }

  @Test
  void checkKnowsTheNode() throws Exception {
    Path directory = NewsreelProcess.directory();
    Map<String, String> settings = providers.environment();
    settings.put("PORT", port());
    settings.put("MANAGEMENT_PORT", node.target().replaceAll(".*:", ""));
    settings.put("TLS_CERTIFICATE", pem.toString());
    settings.put("TLS_KEY", key.toString());
    try (NewsreelProcess process = NewsreelProcess.start(directory, settings, "check")) {
      process.awaitExit(60);

      assertThat(process.output()).contains("Newsreel runs at " + port());
    } finally {
      NewsreelProcess.clean(directory);
    }
  }
}
