package dev.newsreel.trail;

import dev.newsreel.job.Digest;
import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a node runs with: its settings by name, and digests of the files that can be edited. No
 * secret can be read from it: of a secret it has a digest that only this Redis can make.
 *
 * @param values names of settings, and of files below the working directory, and what they are
 */
record Setup(Map<String, String> values) {

  private static final Pattern LOGIN = Pattern.compile("//[^/@]*@");
  private static final List<String> FOLDERS = List.of("routes", "prompts");
  private static final List<String> FILES = List.of("prices.properties");

  /** Returns the settings as far as they may be shown. */
  static Setup of(Settings settings, String salt) {
    Map<String, String> shown = new TreeMap<>();
    settings.values().forEach((name, value) -> shown.put(name, shown(name, value, salt)));
    return new Setup(shown);
  }

  private static String shown(String name, String value, String salt) {
    boolean secret = Setting.isSecret(name);
    boolean login = LOGIN.matcher(value).find();
    if (value.isEmpty() || (!secret && !login)) {
      return Shown.text(value);
    }
    String digest = "secret:" + Digest.of(salt + "\n" + name + "\n" + value).substring(0, 16);
    return secret ? digest : LOGIN.matcher(Shown.text(value)).replaceAll("//" + digest + "@");
  }

  /** Returns the files of a working directory. */
  static Setup of(Path directory) {
    Map<String, String> digests = new TreeMap<>();
    FILES.forEach(name -> digest(directory, directory.resolve(name), digests));
    for (String folder : FOLDERS) {
      if (Files.isDirectory(directory.resolve(folder))) {
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
          files.forEach(file -> digest(directory, file, digests));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return new Setup(digests);
  }

  private static void digest(Path directory, Path file, Map<String, String> digests) {
    try {
      if (Files.isRegularFile(file)) {
        String name = directory.relativize(file).toString();
        digests.put(Shown.text(name), "sha256:" + Digest.of(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Setup with(Setup other) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(other.values());
    return new Setup(all);
  }

  /** Returns what is different from an earlier setup, by name. */
  List<Entry.Changed> since(Map<String, String> before) {
    Map<String, String> names = new TreeMap<>(before);
    names.putAll(values);
    return names.keySet().stream()
        .filter(name -> !Objects.equals(before.get(name), values.get(name)))
        .map(name -> new Entry.Changed(name, before.get(name), values.get(name)))
        .toList();
  }
}
