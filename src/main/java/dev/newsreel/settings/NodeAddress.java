package dev.newsreel.settings;

import java.net.URI;

/** Where a program of the same machine finds a node with these settings. */
public final class NodeAddress {

  private static final String PUBLIC = "port";

  private NodeAddress() {}

  /**
   * Returns the address of one of its ports; who listens at all addresses is found at loopback.
   *
   * @param host the setting with the port's host
   * @param port {@code port}, which speaks TLS when there is a certificate, or {@code
   *     management-port}
   */
  public static URI of(Settings settings, String host, String port) {
    String name = settings.text(host);
    boolean any = name.equals("0.0.0.0") || name.equals("::");
    String plain = any ? "127.0.0.1" : name.contains(":") ? "[" + name + "]" : name;
    String scheme = port.equals(PUBLIC) && NodeCertificate.isShown(settings) ? "https" : "http";
    return URI.create(scheme + "://" + plain + ":" + settings.text(port));
  }
}
