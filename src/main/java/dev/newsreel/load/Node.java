package dev.newsreel.load;

import java.net.URI;
import java.util.Map;

/**
 * One node in a process of its own.
 *
 * @param home its public address
 * @param management where its health and metrics are
 * @param start how it is started, as often as needed
 * @param settings its environment variables
 */
record Node(URI home, URI management, Program.Start start, Map<String, String> settings) {

  private static final double BYTES_PER_MIB = 1024.0 * 1024;
  private static final int OK = 200;

  /** Returns whether it takes work. */
  boolean isReady(Caller caller) {
    try {
      return caller.call(Caller.get(management.resolve("/observe/health/ready"))).statusCode()
          == OK;
    } catch (LoadFailed notYet) {
      return false;
    }
  }

  Metrics metrics(Caller caller) {
    return Metrics.of(caller.call(Caller.get(management.resolve("/observe/metrics"))).body());
  }

  /** Returns the heap that is in use, in MiB. */
  double heap(Caller caller) {
    return metrics(caller).sum("jvm_memory_used_bytes", "area=\"heap\"") / BYTES_PER_MIB;
  }

  URI videos() {
    return home.resolve("/api/v1/videos");
  }
}
