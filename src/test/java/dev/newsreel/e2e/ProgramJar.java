package dev.newsreel.e2e;

import dev.newsreel.App;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The program in a jar, with an archive of the classes that it loads, so that processes start in
 * half the time. Both are made once for all processes that run tests; Java keeps no archive of
 * classes in folders.
 */
final class ProgramJar {

  /** Where the compiler has left it. */
  static final Path CLASSES = home();

  private static final int TRAINING_SECONDS = 60;

  private static ProgramJar one;

  private final Path jar;
  private final Path archive;

  private ProgramJar(Path jar, Path archive) {
    this.jar = jar;
    this.archive = archive;
  }

  private static Path home() {
    try {
      return Path.of(App.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the options that run the program, its name included. */
  static synchronized List<String> options(List<String> java) {
    try {
      if (one == null) {
        one = made(java);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> all = new ArrayList<>(java);
    if (Files.exists(one.archive)) {
      // Should Java not take it, it must not tell among what the program says.
      all.addAll(List.of("-XX:SharedArchiveFile=" + one.archive, "-Xlog:disable"));
    }
    all.addAll(List.of("-cp", classPath(one.jar), "dev.newsreel.App"));
    return all;
  }

  private static ProgramJar made(List<String> java) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/program").toAbsolutePath());
    String name = Integer.toHexString(Objects.hash(java, stamp(), System.getProperty("java.home")));
    ProgramJar made = new ProgramJar(folder.resolve(name + ".jar"), folder.resolve(name + ".jsa"));
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      try (FileLock whole = channel.lock(0, 1, false)) {
        assert whole.isValid();
        made.writeJar();
      }
      // Whoever comes meanwhile starts without it.
      try (FileLock training = channel.tryLock(1, 1, false)) {
        if (training != null && !Files.exists(made.archive)) {
          made.train(java);
        }
      }
    }
    return made;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static int stamp() throws IOException {
    List<Object> seen = new ArrayList<>();
    for (Path file : files()) {
      seen.addAll(List.of(file.toString(), Files.getLastModifiedTime(file).toMillis()));
    }
    return seen.hashCode();
  }

  private void writeJar() throws IOException {
    if (Files.exists(jar)) {
      return;
    }
    Path part = Files.createTempFile(jar.getParent(), "part", ".jar");
    try (OutputStream out = Files.newOutputStream(part);
        JarOutputStream zip = new JarOutputStream(out)) {
      zip.setLevel(1);
      for (Path file : files()) {
        zip.putNextEntry(new ZipEntry(CLASSES.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
    Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns the class path of the tests without the tests, and with the program where it is. */
  static String classPath(Path program) {
    String all = System.getProperty("java.class.path");
    return Arrays.stream(all.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(entry -> !entry.endsWith("test-classes"))
        .map(entry -> entry.equals(CLASSES) ? program : entry)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Runs the program until it answers; when it ends, Java writes what it has loaded. */
  private void train(List<String> java) throws IOException {
    Path directory = NewsreelProcess.directory();
    Path part = directory.resolve("part.jsa");
    int port = Web.freePort();
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-XX:ArchiveClassesAtExit=" + part, "-cp", classPath(jar)));
    command.add("dev.newsreel.App");
    Map<String, String> settings =
        Map.of("PORT", Integer.toString(port), "MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    try (NewsreelProcess process = NewsreelProcess.run(directory, settings, command)) {
      process.awaitReady(new Api(URI.create("http://127.0.0.1:" + port)));
      process.terminate();
      process.awaitExit(TRAINING_SECONDS);
      if (Files.exists(part)) {
        Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      NewsreelProcess.clean(directory);
    }
  }
}
