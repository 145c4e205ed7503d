package dev.newsreel.script;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a script must never say: whole words and phrases, and regular expressions between slashes.
 * They come from {@code script.banned} and from the lines of {@code script.banned-file}, which is
 * read again when it has changed.
 *
 * <p>Expressions are RE2's: no input makes them slow.
 */
final class BannedWords {

  private static final Logger LOG = LoggerFactory.getLogger(BannedWords.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final String LIST = "script.banned (SCRIPT_BANNED)";
  private static final String FILE = "script.banned-file (SCRIPT_BANNED_FILE)";

  /** One thing that is banned, as it was written, and how it is found. */
  private record Ban(String written, String phrase, Pattern pattern) {

    boolean isIn(FoldedText text) {
      return pattern == null ? text.says(phrase) : pattern.matcher(text.text()).find();
    }
  }

  private final List<Ban> listed;
  private final Path file;
  private volatile List<Ban> filed = List.of();
  private volatile FileTime modified;
  private volatile long looked = System.nanoTime();

  /**
   * Reads what is banned.
   *
   * @throws BadSetting that names the setting and the bad line
   */
  BannedWords(Settings settings) {
    this.listed = bans(Arrays.asList(settings.text("script.banned").split(",", -1)), LIST);
    this.file =
        settings.has("script.banned-file") ? Path.of(settings.text("script.banned-file")) : null;
    if (file != null) {
      try {
        readFile();
      } catch (UncheckedIOException e) {
        throw new BadSetting(FILE + ": " + file + " cannot be read");
      }
    }
  }

  /** Returns the first thing in a text that is banned, as it was written. */
  Optional<String> in(String text) {
    readAgain();
    if (listed.isEmpty() && filed.isEmpty()) {
      return Optional.empty();
    }
    FoldedText folded = FoldedText.of(text);
    for (List<Ban> bans : List.of(listed, filed)) {
      for (Ban ban : bans) {
        if (ban.isIn(folded)) {
          return Optional.of(ban.written());
        }
      }
    }
    return Optional.empty();
  }

  // What cannot be read leaves the older list in force.
  private void readAgain() {
    if (file == null || System.nanoTime() - looked < LOOK.toNanos()) {
      return;
    }
    looked = System.nanoTime();
    look();
  }

  /** Reads the file if it has changed. */
  void look() {
    try {
      if (!Files.getLastModifiedTime(file).equals(modified)) {
        readFile();
        LOG.info("{} was read again: {} entries", file, filed.size());
      }
    } catch (BadSetting | IOException | UncheckedIOException e) {
      LOG.warn("{} cannot be used; what it said before still holds", file, e);
    }
  }

  private synchronized void readFile() {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      // A bad file is complained of once, not at every look.
      modified = time;
      filed = bans(Files.readAllLines(file), FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Ban> bans(List<String> lines, String setting) {
    List<Ban> bans = new ArrayList<>();
    for (String line : lines) {
      String written = line.strip();
      if (!written.isEmpty() && !written.startsWith("#")) {
        bans.add(ban(written, setting));
      }
    }
    return List.copyOf(bans);
  }

  private static Ban ban(String written, String setting) {
    if (written.length() > 2 && written.startsWith("/") && written.endsWith("/")) {
      String expression = written.substring(1, written.length() - 1);
      try {
        return new Ban(written, null, Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
      } catch (PatternSyntaxException e) {
        throw new BadSetting(setting + " has a bad expression " + written + ": " + e.getMessage());
      }
    }
    String phrase = FoldedText.of(written).words();
    if (phrase.isBlank()) {
      throw new BadSetting(setting + " has \"" + written + "\", which has no letter or digit");
    }
    return new Ban(written, phrase, null);
  }
}
