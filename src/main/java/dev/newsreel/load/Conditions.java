package dev.newsreel.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** On what the figures depend. */
final class Conditions {

  private static final double BYTES_PER_GIB = 1024.0 * 1024 * 1024;

  private Conditions() {}

  /** Returns them, as they are before anything is started. */
  static Map<String, Object> now(String version, Size size, List<String> java, Path folder) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", version);
    all.put("size", size.name().toLowerCase(Locale.ROOT));
    all.put("began", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    all.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    all.put("options", String.join(" ", java));
    all.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    all.put("cores", Runtime.getRuntime().availableProcessors());
    all.put("memory", memory());
    all.put("disk", disk(folder));
    all.put("load", load());
    return all;
  }

  private static String memory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return String.format(Locale.ROOT, "%.1f GiB", system.getTotalMemorySize() / BYTES_PER_GIB);
    }
    return "unknown";
  }

  // Redis waits for the disk with each write.
  private static String disk(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return store.type();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Returns how many processes want to run, on average over the last minute. */
  static double load() {
    return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 10)
        / 10.0;
  }
}
