package dev.newsreel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that make up the project, without what builds and runs leave behind. */
final class ProjectFiles {

  private static final Set<String> LEFT_BEHIND =
      Set.of(".git", "target", "data", "videos", ".idea", ".vscode");

  private ProjectFiles() {}

  /** What git tracks or would add; where git knows nothing, all files but the left behind. */
  static List<Path> list(Path folder) throws IOException, InterruptedException {
    List<Path> known =
        Arrays.stream(askGit(folder).split("\0", -1))
            .filter(name -> !name.isEmpty())
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .toList();
    return known.isEmpty() ? walk(folder) : known;
  }

  /** All files below a folder but the left behind. */
  static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !LEFT_BEHIND.contains(folder.relativize(path).getName(0).toString()))
          .toList();
    }
  }

  /** Names parted by NUL; empty when there is no git or it fails. */
  private static String askGit(Path folder) throws InterruptedException {
    ProcessBuilder git =
        new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .directory(folder.toAbsolutePath().toFile());
    try {
      Process process = git.start();
      try (InputStream out = process.getInputStream()) {
        String names = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? names : "";
      }
    } catch (IOException e) {
      return "";
    }
  }
}
