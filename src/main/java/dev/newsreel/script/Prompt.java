package dev.newsreel.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Prompt texts, one file each: {@code prompts/<name>.txt}, in the working directory or the jar. */
public final class Prompt {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
  private final Path directory;

  /**
   * Reads prompts from here.
   *
   * @param directory looked into before the jar; may not exist
   */
  public Prompt(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns a prompt's text.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public String text(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("A prompt's name has only a-z, 0-9 and hyphens: " + name);
    }
    Path file = directory.resolve(name + ".txt");
    try {
      if (Files.exists(file)) {
        return Files.readString(file);
      }
      try (InputStream in = Prompt.class.getResourceAsStream("/prompts/" + name + ".txt")) {
        if (in == null) {
          throw new IllegalArgumentException("There is no prompt " + name);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("The prompt " + name + " cannot be read", e);
    }
  }

  /** Returns whether there is a readable prompt of that name. */
  public boolean exists(String name) {
    try {
      return !text(name).isBlank();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
