package dev.newsreel;

import dev.newsreel.access.ApiKey;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.settings.NodeCertificate;
import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;

/** Where the application listens: checked before anything is started there. */
final class Addresses {

  private Addresses() {}

  /**
   * Returns whether only this machine can reach us.
   *
   * @throws StartFailure when the host is unknown
   */
  static boolean isLoopback(Settings settings) {
    try {
      return InetAddress.getByName(settings.text("host")).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new StartFailure("host (HOST) is " + settings.text("host") + ", which is unknown", e);
    }
  }

  /** Returns our own address on loopback. */
  static URI own(Settings settings) {
    String scheme = NodeCertificate.isShown(settings) ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + settings.text("port"));
  }

  /**
   * Checks that others are let in only with a key.
   *
   * @throws StartFailure when there is none
   */
  static void checkKeys(Settings settings, ApiKeys keys) {
    if (!isLoopback(settings) && keys.all().stream().noneMatch(ApiKey::inForce)) {
      throw new StartFailure(
          "host (HOST) is "
              + settings.text("host")
              + ", but without API keys only a loopback address is safe; make one first:"
              + " java -jar target/newsreel.jar key create <name>");
    }
  }

  /**
   * Checks one address.
   *
   * @param host the setting with its host
   * @param port the setting with its port
   * @throws StartFailure with one sentence when it is not safe or in use
   */
  static void check(Settings settings, String host, String port) throws Exception {
    InetAddress address = InetAddress.getByName(settings.text(host));
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
