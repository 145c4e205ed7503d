package dev.newsreel.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that does on each connection exactly what a test's script says, well-formed
 * or not.
 */
public final class RawServer implements AutoCloseable {

  public final AtomicInteger connections = new AtomicInteger();
  public final AtomicInteger requests = new AtomicInteger();
  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** What happens on one connection; the connection is closed after it. */
  @FunctionalInterface
  public interface Script {
    /** Does it. */
    void serve(Talk talk) throws IOException;
  }

  /** Starts one on 127.0.0.1. */
  public RawServer(Script script) throws IOException {
    this(script, InetAddress.getLoopbackAddress());
  }

  /** Starts one on another address of loopback. */
  public RawServer(Script script, InetAddress address) throws IOException {
    this.listener = new ServerSocket(0, 50, address);
    this.script = script;
    daemon(this::accept);
  }

  /** Returns its port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Returns the address of a path. */
  public String at(String path) {
    return "http://" + listener.getInetAddress().getHostAddress() + ":" + port() + path;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        open.add(socket);
        var number = connections.incrementAndGet();
        daemon(() -> serve(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      script.serve(new Talk(socket, number, requests));
    } catch (IOException e) {
      // the client went away, as many tests make it do
    } finally {
      open.remove(socket);
    }
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }
}
