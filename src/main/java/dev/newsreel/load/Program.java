package dev.newsreel.load;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** This program as a process of its own. */
final class Program implements AutoCloseable {

  private final String name;
  private final Path folder;
  private final Process process;

  private Program(String name, Path folder, Process process) {
    this.name = name;
    this.folder = folder;
    this.process = process;
  }

  /**
   * What is started.
   *
   * @param name what people call it
   * @param folder its working directory, which holds its output, too
   * @param java options of Java
   * @param words the command and its arguments
   */
  record Start(String name, Path folder, List<String> java, List<String> words) {}

  /** Starts it with these environment variables and no others. */
  static Program start(Start what, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java("java").toString());
    command.addAll(what.java());
    command.addAll(List.of("-cp", classPath(), "dev.newsreel.App"));
    command.addAll(what.words());
    ProcessBuilder builder = new ProcessBuilder(command).directory(what.folder().toFile());
    builder.redirectOutput(Redirect.appendTo(what.folder().resolve("out.log").toFile()));
    builder.redirectError(Redirect.appendTo(what.folder().resolve("err.log").toFile()));
    // Settings of whoever starts the load test must not reach its nodes: they might be real keys.
    builder.environment().keySet().removeIf(variable -> !variable.equals("PATH"));
    builder.environment().putAll(environment);
    return new Program(what.name(), what.folder(), builder.start());
  }

  /** Returns where a program of the Java is that runs this one. */
  static Path java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program);
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns with what it has ended. */
  int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  /** Returns the processor time that it has used. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Returns what it has written to its output. */
  String output() {
    return read("out.log");
  }

  /** Returns the last that it has said, in one line. */
  String lastWords() {
    List<String> lines = (read("out.log") + read("err.log")).lines().toList();
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      return "";
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it has ended. A repeat is harmless. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
