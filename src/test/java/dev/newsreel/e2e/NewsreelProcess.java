package dev.newsreel.e2e;

import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** The program as a process of its own, in a directory of its own. */
public final class NewsreelProcess implements AutoCloseable {

  private static final List<String> FRUGAL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private final Path directory;
  private final Process process;

  private NewsreelProcess(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** Returns a new working directory with the routes of the project. */
  public static Path directory() {
    return directory(Path.of("routes"));
  }

  /** Returns a new working directory with other routes. */
  public static Path directory(Path from) {
    try {
      Path base = Files.createDirectories(Path.of("target/e2e"));
      Path directory = Files.createTempDirectory(base, "process").toAbsolutePath();
      Files.createDirectory(directory.resolve("routes"));
      try (Stream<Path> routes = Files.list(from)) {
        for (Path route : routes.toList()) {
          Files.copy(route, directory.resolve("routes").resolve(route.getFileName()));
        }
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the program; the settings are environment variables, the arguments its command. */
  public static NewsreelProcess start(
      Path directory, Map<String, String> settings, String... arguments) {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(FRUGAL);
    // Newer ones tell of what Netty does, in the midst of what the program says.
    if (Runtime.version().feature() > 23) {
      java.add("--sun-misc-unsafe-memory-access=allow");
    }
    List<String> command = new ArrayList<>(ProgramJar.options(java));
    command.addAll(List.of(arguments));
    return run(directory, settings, command);
  }

  /** Starts the program with a Java and options of one's own. */
  static NewsreelProcess startWith(
      List<String> java, Path directory, Map<String, String> settings) {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-cp", ProgramJar.classPath(ProgramJar.CLASSES), "dev.newsreel.App"));
    return run(directory, settings, command);
  }

  /** Starts a node of another build. */
  public static NewsreelProcess startJar(Path jar, Path directory, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FRUGAL);
    command.addAll(List.of("-jar", jar.toString()));
    return run(directory, settings, command);
  }

  /** Starts a command as if it were the program. */
  static NewsreelProcess run(Path directory, Map<String, String> settings, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectOutput(Redirect.appendTo(directory.resolve("out.log").toFile()));
    builder.redirectError(Redirect.appendTo(directory.resolve("err.log").toFile()));
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(settings);
    try {
      return new NewsreelProcess(directory, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it answers. */
  void awaitReady(Api api) {
    try {
      await()
          .ignoreExceptions()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> Web.get(api.url("/api/v1/videos?limit=1")).status() == 200);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(output() + errors(), e);
    }
  }

  /** Asks it to end, as a service manager does. */
  void terminate() {
    process.destroy();
  }

  /** Returns the exit code. */
  public int awaitExit(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("The process still runs: " + output() + errors());
    }
    return process.exitValue();
  }

  /** Returns its error output. */
  public String errors() {
    return read("err.log");
  }

  /** Returns its output. */
  public String output() {
    return read("out.log");
  }

  private String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether it runs, or is stopped and can go on. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the processes that it has started itself. */
  public Stream<ProcessHandle> children() {
    return process.children();
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
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Ends it as an operator does. */
  @Override
  public void close() {
    terminate();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  /** Returns whether a Redis still runs on the directory's data. */
  static boolean redisRuns(Path directory) throws IOException {
    Path port = directory.resolve("data/redis/port");
    if (!Files.exists(port)) {
      return false;
    }
    int number = Integer.parseInt(Files.readString(port).strip());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), number)) {
      // Somebody else may have been given the port since.
      socket.setSoTimeout(2000);
      socket.getOutputStream().write("CONFIG GET dir\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[4096];
      int length = socket.getInputStream().read(answer);
      String said = new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
      return said.contains(directory.getFileName().toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the Redis that killed processes have left behind, and removes the directory. */
  static void clean(Path directory) throws IOException {
    if (redisRuns(directory)) {
      EmbeddedRedis.start(directory.resolve("data/redis")).close();
    }
    RunningNewsreel.delete(directory);
  }
}
