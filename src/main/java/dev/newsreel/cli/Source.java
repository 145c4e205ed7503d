package dev.newsreel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a video is made from.
 *
 * @param address the address of a feed or of an article's page; null for an article's text
 * @param title the article's title; null leaves it to the page, or to the feed's entries
 * @param content the article's text; null for an address
 */
record Source(String address, String title, String content) {

  private static final int MOST_BYTES = 2_000_000;

  /**
   * Reads a source.
   *
   * @param title null takes the first line of the text
   * @throws BadUsage when there is none
   */
  static Source read(String source, Shell shell, String title) {
    if (source.matches("(?i)https?://.*")) {
      return new Source(source, title, null);
    }
    String text = source.equals("-") ? piped(shell.in()) : file(shell.directory(), source);
    String whole = text.replaceFirst("^\uFEFF", "").strip();
    if (whole.isEmpty()) {
      throw new BadUsage("There is no text in " + named(source));
    }
    return title == null ? titled(source, whole) : new Source(null, title, whole);
  }

  private static Source titled(String source, String whole) {
    String first = whole.lines().findFirst().orElse("").strip();
    String rest = whole.substring(first.length()).strip();
    String title = first.replaceFirst("^#+ *", "");
    if (rest.isEmpty() || title.isEmpty()) {
      throw new BadUsage(
          "The first line of an article is its title, and %s has nothing else; give --title"
              .formatted(named(source)));
    }
    return new Source(null, title, rest);
  }

  private static String named(String source) {
    return source.equals("-") ? "what was piped in" : source;
  }

  private static String piped(InputStream in) {
    try {
      return decoded("-", in.readNBytes(MOST_BYTES + 1));
    } catch (IOException e) {
      throw new BadUsage("What was piped in cannot be read: " + e.getMessage());
    }
  }

  private static String file(Path directory, String name) {
    try (InputStream in = Files.newInputStream(directory.resolve(name))) {
      return decoded(name, in.readNBytes(MOST_BYTES + 1));
    } catch (NoSuchFileException e) {
      throw new BadUsage("There is no file " + name + "; an address begins with https://");
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new BadUsage(name + " cannot be read");
    }
  }

  private static String decoded(String name, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new BadUsage(named(name) + " is larger than 2 MB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadUsage(named(name) + " is no text in UTF-8");
    }
  }
}
