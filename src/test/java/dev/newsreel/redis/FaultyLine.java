package dev.newsreel.redis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A line to a Redis that can be slow, and can break after a request has arrived. */
public final class FaultyLine implements AutoCloseable {

  private static final Duration IMPATIENCE = Duration.ofSeconds(1);

  private final URI target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<String> marker = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Duration delay = Duration.ZERO;

  /** Opens a line to a Redis such as {@code redis://127.0.0.1:6379}. */
  public FaultyLine(String target) throws IOException {
    this.target = URI.create(target);
    this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Returns the address of our end. */
  public String url() {
    return "redis://127.0.0.1:" + server.getLocalPort();
  }

  /** Returns a client that soon repeats what was not answered. */
  public Redis connect() {
    return Redis.connect(url(), 1, IMPATIENCE, new SimpleMeterRegistry());
  }

  /** Lets every answer come so much later. */
  public void delay(Duration time) {
    delay = time;
  }

  /** Breaks the line instead of giving the answer to the next request that holds this text. */
  public void cutNextAnswerTo(String text) {
    marker.set(text);
  }

  /** Returns how many answers were lost. */
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        connect(client);
      } catch (IOException closed) {
        // The line itself is closed.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket redis = new Socket(target.getHost(), target.getPort());
      sockets.add(redis);
      Line line = new Line(client, redis);
      threads.execute(line::carryRequests);
      threads.execute(line::carryAnswers);
    } catch (IOException away) {
      closeQuietly(client);
    }
  }

  private final class Line {

    private final Socket client;
    private final Socket redis;
    private volatile boolean breaks;

    Line(Socket client, Socket redis) {
      this.client = client;
      this.redis = redis;
    }

    void carryRequests() {
      carry(client, redis);
    }

    void carryAnswers() {
      carry(redis, client);
    }

    private void carry(Socket from, Socket to) {
      byte[] buffer = new byte[65536];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (from == client) {
            arm(new String(buffer, 0, n, StandardCharsets.UTF_8));
          } else if (breaks) {
            cuts.incrementAndGet();
            return;
          } else {
            LockSupport.parkNanos(delay.toNanos());
          }
          to.getOutputStream().write(buffer, 0, n);
        }
      } catch (IOException broken) {
        // Either side may go away at any time; the other one learns it by the closing.
      }
    }

    private void arm(String request) {
      String wanted = marker.get();
      if (wanted != null && request.contains(wanted) && marker.compareAndSet(wanted, null)) {
        breaks = true;
      }
    }
  }

  private static void closeQuietly(Closeable open) {
    try {
      open.close();
    } catch (IOException gone) {
      // It is closed, which is all that is wanted.
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    sockets.forEach(FaultyLine::closeQuietly);
    threads.shutdownNow();
  }
}
