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
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis of our own on loopback, with every write on disk before it is answered. Its data lie
 * below one directory; a server that outlived a killed application is found there and used again.
 */
public final class EmbeddedRedis implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final int port;
  private final boolean adopted;

  private EmbeddedRedis(int port, boolean adopted) {
    this.port = port;
    this.adopted = adopted;
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
      if (InlineRedis.ask(port, "CONFIG GET dir").contains(dir.toString())) {
        return new EmbeddedRedis(port, true);
      }
    }
    int port = freePort();
    launch(dir, port);
    awaitReady(dir, port);
    Files.writeString(portFile, port + "\n");
    return new EmbeddedRedis(port, false);
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
  public void close() {
    long clients =
        InlineRedis.ask(port, "CLIENT LIST").lines().filter(l -> l.startsWith("id=")).count();
    if (clients == 1) {
      InlineRedis.ask(port, "SHUTDOWN");
    }
  }
}
