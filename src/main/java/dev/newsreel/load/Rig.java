package dev.newsreel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * With what a load test works.
 *
 * @param folder where everything is kept while it runs
 * @param routes the route files of the nodes
 * @param java the options of Java for the nodes
 * @param port the next port that a node takes; 0 takes free ones
 * @param children all that was started
 * @param caller who calls
 * @param end when everything is given up
 * @param tell takes a line about what goes on
 */
record Rig(
    Folder folder,
    List<Path> routes,
    List<String> java,
    AtomicInteger port,
    Children children,
    Caller caller,
    Instant end,
    Consumer<String> tell) {

  /** Returns the next port for a node. */
  int nextPort() throws IOException {
    if (port.get() > 0) {
      return port.getAndIncrement();
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void say(String line) {
    tell.accept(line);
  }
}
