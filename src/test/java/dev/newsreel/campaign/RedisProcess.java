package dev.newsreel.campaign;

import dev.newsreel.e2e.Web;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** A real Redis that can be killed and comes back at the same place with what it had on disk. */
final class RedisProcess implements AutoCloseable {

  private final Path directory;
  private final int port = Web.freePort();
  private final File program;
  private Process process;

  RedisProcess(Path directory) throws IOException {
    this.directory = directory;
    program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
    start();
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  synchronized void start() {
    List<String> command = new ArrayList<>(List.of(program.getAbsolutePath()));
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", directory.toString(), "--save", ""));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
    command.addAll(List.of("--maxmemory-policy", "noeviction"));
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
  boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it as {@code kill -9} does. */
  synchronized void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
