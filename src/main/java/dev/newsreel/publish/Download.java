package dev.newsreel.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that is being fetched, in pieces where it must be: what has come so far lies in {@code
 * <name>.part}.
 *
 * @param target where the whole file will be
 */
record Download(Path target) {

  private Path part() {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** Returns how many bytes are there already. */
  long have() {
    try {
      return Files.exists(part()) ? Files.size(part()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds bytes as they come.
   *
   * @param resumed whether they follow what is there; otherwise the file begins anew
   * @throws IOException when reading or writing fails; what has come is kept
   */
  void write(InputStream bytes, boolean resumed) throws IOException {
    Files.createDirectories(target.getParent());
    StandardOpenOption mode =
        resumed ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (OutputStream out =
        Files.newOutputStream(part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      bytes.transferTo(out);
    }
  }

  /**
   * Makes it the whole file.
   *
   * @return its SHA-256, hexadecimal
   */
  String complete() throws IOException {
    String sum = checksum();
    Files.move(part(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return sum;
  }

  private String checksum() throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(part()), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Forgets what has come so far. */
  void restart() throws IOException {
    Files.deleteIfExists(part());
  }
}
