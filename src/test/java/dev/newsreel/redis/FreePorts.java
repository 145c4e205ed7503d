package dev.newsreel.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are started later. They lie below those that the system hands out to
 * connections, and each process that runs tests has its own, so that nobody takes one in between.
 * The same holds for the port that is 10,000 higher, on which a node of a Redis Cluster listens,
 * too: with up to five processes the ports end where those of the Cluster begin.
 */
public final class FreePorts {

  private static final int FIRST = 11_000;
  private static final int EACH = 2_000;
  private static final int CLUSTER_BUS = 10_000;
  private static final int BASE =
      FIRST + EACH * (Integer.parseInt(System.getProperty("test.fork", "1")) - 1);
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() % EACH));

  private FreePorts() {}

  /** Returns a free port of loopback, and not the same one again for a long time. */
  public static int next() {
    for (int i = 0; i < EACH; i++) {
      int port = BASE + Math.floorMod(NEXT.getAndIncrement(), EACH);
      if (isFree(port) && isFree(port + CLUSTER_BUS)) {
        return port;
      }
    }
    throw new IllegalStateException("No port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
