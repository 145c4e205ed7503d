package dev.newsreel.cli;

import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * Returns a caller of the node.
   *
   * @throws BadUsage when address or key cannot be used
   */
  ApiClient connect(Shell shell) {
    URI home = home(shell);
    String key = key(shell);
    if (key != null && home.getScheme().equals("http") && !isNear(home)) {
      shell.terminal().tell("Careful: the API key travels unencrypted to " + home.getHost());
    }
    return new ApiClient(home, key);
  }

  private URI home(Shell shell) {
    String given = server == null ? shell.environment().get("NEWSREEL_SERVER") : server;
    if (given == null || given.isBlank()) {
      Settings settings = SettingsLoader.load(shell.directory(), shell.environment());
      String host = settings.text("host");
      boolean any = host.equals("0.0.0.0") || host.equals("::");
      String name = any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
      return URI.create("http://" + name + ":" + settings.text("port"));
    }
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
