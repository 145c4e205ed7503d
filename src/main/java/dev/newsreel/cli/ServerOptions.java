package dev.newsreel.cli;

import dev.newsreel.settings.NodeAddress;
import dev.newsreel.settings.NodeCertificate;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** Which node a command calls, and as whom. */
final class ServerOptions {

  private static final String KEY = "NEWSREEL_API_KEY";

  @Option(
      names = "--server",
      paramLabel = "<address>",
      description =
          "The node, such as http://127.0.0.1:8080. Without it NEWSREEL_SERVER, else the settings"
              + " host and port of this directory.")
  private String server;

  @Option(
      names = "--key-file",
      paramLabel = "<file>",
      description = "A file with the API key. Without it the key is NEWSREEL_API_KEY.")
  private Path keyFile;

  @Option(
      names = "--cacert",
      paramLabel = "<file>",
      description =
          "A PEM file with the certificates to trust, for a node whose certificate no public"
              + " authority has signed. Without --server the node's own file is trusted.")
  private Path cacert;

  /**
   * Returns a caller of the node.
   *
   * @throws BadUsage when address or key cannot be used
   */
  ApiClient connect(Shell shell) {
    Settings settings = isNamed(shell) ? null : settings(shell);
    URI home = settings == null ? named(shell) : NodeAddress.of(settings, "host", "port");
    String key = key(shell);
    if (key != null && home.getScheme().equals("http") && !isNear(home)) {
      shell.terminal().tell("Careful: the API key travels unencrypted to " + home.getHost());
    }
    return new ApiClient(home, key, trust(settings));
  }

  private String given(Shell shell) {
    return server == null ? shell.environment().getOrDefault("NEWSREEL_SERVER", "") : server;
  }

  private boolean isNamed(Shell shell) {
    return !given(shell).isBlank();
  }

  private static Settings settings(Shell shell) {
    return SettingsLoader.load(shell.directory(), shell.environment());
  }

  private SSLContext trust(Settings settings) {
    if (cacert != null) {
      return Trust.in(cacert);
    }
    boolean own = settings != null && NodeCertificate.isShown(settings);
    return own ? NodeCertificate.trusted(settings) : null;
  }

  private URI named(Shell shell) {
    String given = given(shell);
    String address = given.strip().replaceAll("/+$", "");
    if (!address.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
      throw new BadUsage("The node's address looks like http://127.0.0.1:8080, not " + given);
    }
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new BadUsage("The node's address looks like http://127.0.0.1:8080, not " + given);
    }
  }

  private String key(Shell shell) {
    String key = keyFile == null ? shell.environment().get(KEY) : read(keyFile);
    if (key == null || key.isBlank()) {
      return null;
    }
    if (!key.strip().matches("[\\x21-\\x7e]{1,1000}")) {
      String where = keyFile == null ? KEY : keyFile.toString();
      throw new BadUsage(where + " does not hold an API key: it has more than one word");
    }
    return key.strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadUsage("The key file " + file + " cannot be read");
    }
  }

  private static boolean isNear(URI home) {
    try {
      return InetAddress.getByName(home.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
