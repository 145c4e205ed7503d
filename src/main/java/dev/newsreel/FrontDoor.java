package dev.newsreel;

import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

/** The HTTP server as the routes know it: the one that listens at our port. */
final class FrontDoor extends VertxPlatformHttpEngine {

  private final int port;

  FrontDoor(int port) {
    this.port = port;
  }

  // Camel would look for a server of its own, and find that of the management port.
  @Override
  public int getServerPort() {
    return port;
  }
}
