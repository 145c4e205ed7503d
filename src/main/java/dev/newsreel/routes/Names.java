package dev.newsreel.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What routes may name.
 *
 * @param settings the settings that exist
 * @param ours the objects that Newsreel gives to its routes, with the names of their classes
 */
record Names(Set<String> settings, Map<String, String> ours) {

  static Names of(Set<String> settings) {
    Properties table = new Properties();
    try (InputStream in = Names.class.getResourceAsStream("beans.properties")) {
      table.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> ours = new HashMap<>();
    table.stringPropertyNames().forEach(name -> ours.put(name, table.getProperty(name)));
    return new Names(settings, ours);
  }

  /** Returns the public methods of a class that have this name; none when there is no class. */
  static List<Method> methods(String type, String name) {
    try {
      Class<?> found = Class.forName(type, false, Names.class.getClassLoader());
      return Stream.of(found.getMethods()).filter(m -> m.getName().equals(name)).toList();
    } catch (ClassNotFoundException | LinkageError e) {
      return new ArrayList<>();
    }
  }
}
