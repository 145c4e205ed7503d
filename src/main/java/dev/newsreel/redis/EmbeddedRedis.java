package dev.newsreel.redis;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis of our own on loopback, with every write on disk before it is answered. Its data lie
 * below one directory; a server that outlived a killed application is found there and used again,
 * and one that has died is started again, at the same address.
 */
public final class EmbeddedRedis implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration PARTING = Duration.ofSeconds(3);
  private static final Duration WATCH = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

  private final Path dir;
  private final int port;
  private final boolean adopted;
  private volatile boolean closed;

  private EmbeddedRedis(Path dir, int port, boolean adopted) {
    this.dir = dir;
    this.port = port;
    this.adopted = adopted;
    Thread watch = new Thread(this::watch, "embedded-redis");
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(WATCH.toNanos());
      try {
        look();
      } catch (IOException e) {
        LOG.error("The embedded Redis cannot be started again; trying on", e);
      }
    }
  }

  // Together with close: a server that we have just stopped must not be taken for a dead one.
  private synchronized void look() throws IOException {
    if (!closed && !InlineRedis.listens(port)) {
      LOG.warn("The embedded Redis has died; starting it again");
      launch(dir, port);
      awaitReady(dir, port);
    }
  }

  /**
   * Starts the server, or adopts the one that runs on this directory already.
   *
   * @param home where data, log and program are kept; made when missing
   * @throws IOException when it cannot be started; the message says what the server logged
   */
  public static EmbeddedRedis start(Path home) throws IOException {
    Path dir = Files.createDirectories(home).toRealPath();
    Path portFile = dir.resolve("port");
    if (Files.exists(portFile)) {
      int port = Integer.parseInt(Files.readString(portFile).trim());
      if (runs(dir, port)) {
        return new EmbeddedRedis(dir, port, true);
      }
    }
    int port = freePort();
    launch(dir, port);
    awaitReady(dir, port);
    Files.writeString(portFile, port + "\n");
    return new EmbeddedRedis(dir, port, false);
  }

  /**
   * Returns the address of the server that runs on this directory; empty when none does. Nothing is
   * started.
   */
  public static Optional<String> find(Path home) {
    Path portFile = home.resolve("port");
    try {
      int port = Integer.parseInt(Files.readString(portFile).trim());
      return runs(home.toRealPath(), port)
          ? Optional.of("redis://127.0.0.1:" + port)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether the server of this directory runs. One that still loads its data, or stands
   * still, is waited for: a second server on the same files would destroy them.
   */
  private static boolean runs(Path dir, int port) throws IOException {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (InlineRedis.listens(port)) {
      String answer = InlineRedis.ask(port, "CONFIG GET dir");
      if (answer.contains(dir.toString())) {
        return true;
      }
      if (!answer.isEmpty() && !answer.startsWith("-LOADING")) {
        return false;
      }
      if (Instant.now().isAfter(limit)) {
        throw new IOException(
            "Whatever listens on port %d does not answer; it may be the Redis of %s"
                .formatted(port, dir));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return false;
  }

  private static void launch(Path dir, int port) throws IOException {
    File program = ExecutableProvider.newJarResourceProvider(dir.toFile()).get();
    List<String> command = new ArrayList<>();
    // A session of its own: Ctrl-C in a terminal must not end Redis before we have drained.
    if (new File("/usr/bin/setsid").canExecute()) {
      command.add("/usr/bin/setsid");
    }
    command.add(program.getAbsolutePath());
    List<String> options =
        List.of(
            "--port " + port,
            "--bind 127.0.0.1",
            "--dir " + dir,
            "--logfile redis.log",
            "--appendonly yes",
            "--appendfsync always",
            "--maxmemory-policy noeviction");
    options.forEach(o -> command.addAll(List.of(o.split(" ", 2))));
    command.addAll(List.of("--save", ""));
    new ProcessBuilder(command)
        .directory(dir.toFile())
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("start.log").toFile())
        .start();
  }

  private static void awaitReady(Path dir, int port) throws IOException {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (!InlineRedis.ask(port, "PING").startsWith("+PONG")) {
      if (Instant.now().isAfter(limit)) {
        throw new IOException("The embedded Redis did not start; see " + dir.resolve("start.log"));
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the address to connect to. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Returns whether the server was already running when we came. */
  public boolean adopted() {
    return adopted;
  }

  /** Stops the server, unless another node is connected to it. A repeat is harmless. */
  @Override
  public synchronized void close() {
    closed = true;
    Instant limit = Instant.now().plus(PARTING);
    long clients = clients();
    // A busy server may still list the connections that we have just closed, or not answer yet.
    while (clients != 1 && InlineRedis.listens(port) && Instant.now().isBefore(limit)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      clients = clients();
    }
    if (clients == 1) {
      InlineRedis.ask(port, "SHUTDOWN");
    }
  }

  private long clients() {
    return InlineRedis.ask(port, "CLIENT LIST").lines().filter(l -> l.startsWith("id=")).count();
  }
}
