package dev.newsreel.redis;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A real Redis that can be killed and comes back at the same place with what it had on disk. */
public final class RedisServer implements AutoCloseable {

  private final Path directory;
  private final int port = FreePorts.next();
  private final List<String> command = new ArrayList<>();
  private Process process;

  private RedisServer() throws IOException {
    Path base = Files.createDirectories(Path.of("target/redis-servers"));
    directory = Files.createTempDirectory(base, "redis").toAbsolutePath();
    File program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
    command.add(program.getAbsolutePath());
  }

  /** Starts one as Newsreel needs it, and with further options such as {@code --appendfsync no}. */
  public static RedisServer running(String... options) throws IOException {
    RedisServer server = new RedisServer();
    server.command.addAll(List.of("--save", "", "--appendonly", "yes"));
    server.command.addAll(List.of("--appendfsync", "always"));
    server.command.addAll(List.of("--maxmemory-policy", "noeviction"));
    return server.listening(options);
  }

  /** Starts a Sentinel with this configuration. */
  public static RedisServer sentinel(String... lines) throws IOException {
    RedisServer server = new RedisServer();
    Path file = Files.write(server.directory.resolve("sentinel.conf"), List.of(lines));
    server.command.addAll(List.of(file.toString(), "--sentinel"));
    return server.listening();
  }

  private RedisServer listening(String... options) {
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", directory.toString()));
    command.addAll(List.of(options));
    start();
    await()
        .pollInterval(Duration.ofMillis(20))
        .failFast(this::requireAlive)
        .until(() -> ask("PING").startsWith("+PONG"));
    return this;
  }

  private void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(Files.readString(directory.resolve("redis.log")));
    }
  }

  /** Returns the address to connect to. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Returns its port. */
  public int port() {
    return port;
  }

  /** Starts it again at the same place; does nothing while it runs. */
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(directory.resolve("redis.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether it takes connections. */
  public boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the raw answer to a command, or an empty text when nobody answers. */
  public String ask(String text) {
    return InlineRedis.ask(port, text);
  }

  /** Sends it a signal, such as {@code STOP}. */
  public void signal(String name) {
    try {
      String pid = Long.toString(process.pid());
      new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as {@code kill -9} does. */
  public synchronized void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
