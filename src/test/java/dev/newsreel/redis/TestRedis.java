package dev.newsreel.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One real Redis for all tests of this process; each test flushes it or uses names of its own. */
public final class TestRedis {

  private static final class Holder {
    static final EmbeddedRedis SERVER = start();
  }

  private TestRedis() {}

  /** Returns the address of the running server. */
  public static String url() {
    return Holder.SERVER.url();
  }

  /** Returns a new connection to an emptied database. */
  public static Redis empty() {
    Redis redis = Redis.connect(url(), 1);
    redis.client().getKeys().flushall();
    return redis;
  }

  private static EmbeddedRedis start() {
    try {
      Path dir = Files.createTempDirectory(Path.of("target"), "redis");
      EmbeddedRedis server = EmbeddedRedis.start(dir);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
