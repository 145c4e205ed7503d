package dev.newsreel.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One Lua script, kept in a resource of its own beside the class that runs it.
 *
 * @param name the resource's file name, for error messages
 * @param source the Lua text
 */
public record RedisScript(String name, String source) {

  /** The functions with which jobs enter and leave the line of a fair queue. */
  public static final RedisScript LINE = of(RedisScript.class, "line.lua");

  /**
   * Reads a script.
   *
   * @param owner the class whose package holds the resource
   * @param name file name, such as {@code edge.lua}
   * @throws IllegalStateException when there is no such resource, which is a fault of the build
   */
  public static RedisScript of(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("No script " + name + " beside " + owner.getName());
      }
      return new RedisScript(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns this script with another's functions in front of it. */
  public RedisScript with(RedisScript functions) {
    return new RedisScript(name, functions.source + source);
  }
}
