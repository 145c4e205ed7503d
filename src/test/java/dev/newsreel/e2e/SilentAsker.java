package dev.newsreel.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Somebody who wants to be told, takes the call and never says a word. */
final class SilentAsker implements AutoCloseable {

  private final ServerSocket socket;

  SilentAsker() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String hostAndPort() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Hangs up; whoever calls from then on is refused. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
