package dev.newsreel.readiness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether folders can be written to and have room. */
public final class Folders {

  private static final long LITTLE = 2_000_000_000L;
  private static final long TOO_LITTLE = 100_000_000L;

  private Folders() {}

  /** Returns how a folder is; one that is not there yet must be possible to make. */
  public static Finding look(String setting, Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      return Finding.failed(setting, folder + " is no folder", "Set " + setting + " to another");
    }
    try {
      Files.delete(Files.createTempFile(there, ".newsreel-check", ""));
      return room(setting, folder, Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      return Finding.failed(
          setting, there + " cannot be written to", "Give this user the right to write there");
    }
  }

  private static Finding room(String setting, Path folder, long bytes) {
    String says =
        String.format(Locale.ROOT, "%s can be written to; %.1f GB are free", folder, bytes / 1e9);
    if (bytes < TOO_LITTLE) {
      return Finding.failed(setting, says, "Make room on the disk");
    }
    return bytes < LITTLE
        ? Finding.warning(setting, says, "Make room on the disk soon")
        : Finding.ok(setting, says);
  }
}
