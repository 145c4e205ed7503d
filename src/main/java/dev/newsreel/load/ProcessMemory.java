package dev.newsreel.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The memory of another process, as Linux tells it; null where the system does not tell. */
final class ProcessMemory {

  private static final double KIB_PER_MIB = 1024;
  private static final long LONGEST_GC_S = 30;

  private ProcessMemory() {}

  /** Returns what it holds now, in MiB. */
  static Double resident(long pid) {
    return field(pid, "VmRSS:");
  }

  /** Returns the most that it has held, in MiB. */
  static Double peak(long pid) {
    return field(pid, "VmHWM:");
  }

  private static Double field(long pid, String name) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> Double.valueOf(line.replaceAll("\\D", "")) / KIB_PER_MIB)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  /** Lets a Java process collect its garbage; returns false where it cannot be told to. */
  static boolean collected(long pid) {
    Path jcmd = Program.java("jcmd");
    if (!Files.isExecutable(jcmd)) {
      return false;
    }
    try {
      Process told =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return told.waitFor(LONGEST_GC_S, TimeUnit.SECONDS) && told.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
