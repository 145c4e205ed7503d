package dev.newsreel.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The one public address of all nodes: hands each connection to the next node that is ready. */
final class Forwarder implements AutoCloseable {

  private final ServerSocket server;
  private final Supplier<List<Integer>> ready;
  private final AtomicInteger turn = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "forwarder");
            thread.setDaemon(true);
            return thread;
          });

  /** Opens it; the supplier tells the ports of the nodes that are ready. */
  Forwarder(Supplier<List<Integer>> ready) throws IOException {
    this.ready = ready;
    this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        threads.execute(() -> join(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket caller) {
    Socket node = connect();
    if (node == null) {
      close(caller);
      return;
    }
    threads.execute(() -> pump(node, caller));
    pump(caller, node);
  }

  private Socket connect() {
    List<Integer> ports = ready.get();
    for (int i = 0; i < ports.size(); i++) {
      int port = ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException dead) {
        // The next one may live.
      }
    }
    return null;
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException cut) {
      // Either side may go away at any time; the other one learns it by the closing below.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed, which is all that is wanted.
    }
  }

  @Override
  public void close() {
    close(server);
    threads.shutdownNow();
  }
}
