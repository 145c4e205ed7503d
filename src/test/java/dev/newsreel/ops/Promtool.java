package dev.newsreel.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' programs, where they are installed (Debian's package {@code prometheus}). */
public final class Promtool {

  private static final List<Path> PLACES = List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"));

  private Promtool() {}

  /** Returns whether a program is there; says loudly when it is not. */
  public static boolean isThere(String program) {
    boolean there = PLACES.stream().anyMatch(place -> Files.isExecutable(place.resolve(program)));
    if (!there) {
      System.err.println("SKIPPED: " + program + " is not installed, so alerts are not tested");
    }
    return there;
  }

  /** Runs promtool; returns what it says, empty when all is well. */
  static String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
