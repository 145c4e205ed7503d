package dev.newsreel;

import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Where the application listens: checked before anything is started there. */
final class Addresses {

  private Addresses() {}

  /**
   * Checks one address.
   *
   * @param host the setting with its host; null for loopback
   * @param port the setting with its port
   * @throws StartFailure with one sentence when it is not safe or in use
   */
  static void check(Settings settings, String host, String port) throws Exception {
    // No name means loopback.
    InetAddress address = InetAddress.getByName(host == null ? null : settings.text(host));
    if (host != null && !address.isLoopbackAddress()) {
      throw new StartFailure(
          "host (HOST) is "
              + settings.text(host)
              + ", but without API keys only a loopback address is safe");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, settings.number(port)));
    } catch (java.net.BindException e) {
      throw new StartFailure(
          port
              + " "
              + settings.text(port)
              + " is in use by another program; set "
              + Setting.named(port).environmentName());
    }
  }
}
