package dev.newsreel.publish;

import dev.newsreel.job.VideoJob;
import java.text.Normalizer;
import java.time.ZoneOffset;
import java.util.Locale;

/** Names of finished files: safe on every file system, and readable. */
final class FileNames {

  private static final int MOST = 80;

  private FileNames() {}

  /** Returns {@code <date>/<title>-<id>}, without an ending. */
  static String of(VideoJob job) {
    String title = job.script() == null ? job.article().title() : job.script().title();
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}]+", "-")
            .replaceAll("^-+|-+$", "");
    String cut = plain.length() > MOST ? plain.substring(0, MOST) : plain;
    String date = job.createdAt().atZone(ZoneOffset.UTC).toLocalDate().toString();
    return date + "/" + (cut.isEmpty() ? "video" : cut) + "-" + job.id();
  }
}
