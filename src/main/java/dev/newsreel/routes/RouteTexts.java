package dev.newsreel.routes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what the files of a folder say. */
final class RouteTexts {

  /** The feeds, which are read entry by entry and so are no part of the flow. */
  private static final String FEEDS = "feeds.camel.yaml";

  private static final String ENDING = ".camel.yaml";
  private static final int MOST_BYTES = 256 * 1024;

  private final Map<String, String> texts = new TreeMap<>();
  private final List<Finding> found;

  private RouteTexts(List<Finding> found) {
    this.found = found;
  }

  /** Returns the text of each route file by its name; what cannot be read is a finding. */
  static Map<String, String> in(Path folder, List<Finding> found) {
    RouteTexts reader = new RouteTexts(found);
    if (!Files.isDirectory(folder)) {
      String start = "Start from the project's root, or name the folder";
      found.add(Finding.inFile("", 0, "there is no folder " + folder + " here", start));
      return Map.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      // What begins with a dot is an editor's.
      files.filter(file -> !name(file).startsWith(".")).sorted().forEach(reader::add);
    } catch (IOException e) {
      String message = "it cannot be read: " + e.getMessage();
      found.add(Finding.inFile("", 0, message, "Look at its permissions"));
    }
    return reader.texts;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private void add(Path file) {
    String name = name(file);
    if (name.equals(FEEDS)) {
      return;
    }
    if (!name.endsWith(ENDING)) {
      if (name.matches(".*\\.ya?ml")) {
        String remedy = "A route file is named like 3-video" + ENDING;
        found.add(Finding.inFile(name, 0, "it is not read", remedy).advice());
      }
      return;
    }
    if (!name.matches("[A-Za-z0-9._-]+")) {
      refuse(name, "its name has other characters than letters, digits, dots and dashes", "Rename");
      return;
    }
    try {
      read(file, name);
    } catch (CharacterCodingException e) {
      refuse(name, "it is no text in UTF-8", "Save it as UTF-8, or put the old one back");
    } catch (IOException e) {
      refuse(name, "it cannot be read: " + e, "Put the old one back");
    }
  }

  private void read(Path file, String name) throws IOException {
    if (!Files.isRegularFile(file)) {
      refuse(name, "it is no file", "Put the old one back");
    } else if (Files.size(file) > MOST_BYTES) {
      refuse(name, "it has more than 256 KiB", "Put the old one back");
    } else {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      texts.put(name, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    }
  }

  private void refuse(String name, String wrong, String remedy) {
    found.add(Finding.inFile(name, 0, wrong, remedy));
  }
}
