package dev.newsreel;

import dev.newsreel.cli.Shell;
import dev.newsreel.redis.DataVersion;
import dev.newsreel.redis.EmbeddedRedis;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ToIntBiFunction;

/** What the application keeps in Redis, for commands that look at it or change it. */
final class StoredState {

  private StoredState() {}

  /**
   * Lets a command work with the Redis of the settings, whether Newsreel runs or not.
   *
   * @return what the command returns
   */
  static int with(Shell shell, ToIntBiFunction<Settings, Redis> command) throws IOException {
    Settings settings = SettingsLoader.load(shell.directory(), shell.environment());
    Logs.onlyTrouble(settings);
    if (settings.has("redis.url")) {
      return with(settings, settings.text("redis.url"), command);
    }
    Path home = Path.of(settings.text("data.dir"), "redis");
    try (EmbeddedRedis embedded = EmbeddedRedis.start(home)) {
      return with(settings, embedded.url(), command);
    }
  }

  private static int with(Settings settings, String url, ToIntBiFunction<Settings, Redis> command) {
    try (Redis redis = Redis.connect(url, settings.number("redis.partitions"))) {
      // A command must not touch what it does not know.
      var unused = new DataVersion(redis).look();
      return command.applyAsInt(settings, redis);
    }
  }
}
