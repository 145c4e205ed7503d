package dev.newsreel;

import dev.newsreel.intake.FeedFile;
import dev.newsreel.intake.FeedRules;
import dev.newsreel.intake.FeedWatch;
import dev.newsreel.intake.Feeds;
import dev.newsreel.job.Catalogue;
import dev.newsreel.redis.Redis;
import dev.newsreel.script.Prompt;
import dev.newsreel.settings.Settings;
import dev.newsreel.watch.Loops;
import java.nio.file.Path;
import java.util.Map;

/** The feeds of the working directory, and the watch on their file. */
final class DeclaredFeeds implements AutoCloseable {

  /** Where feeds are declared. */
  static final Path FILE = Path.of("routes/feeds.camel.yaml");

  private final Feeds feeds;
  private final FeedWatch watch;

  DeclaredFeeds(Settings settings, Redis redis, Catalogue catalogue, Loops loops) {
    this.watch = new FeedWatch(FILE, loops);
    FeedRules rules = rules(settings);
    FeedRules all =
        new FeedRules(
            rules.addresses(),
            rules.prompts(),
            rules.placeholders(),
            catalogue::refusesAvatar,
            catalogue::refusesVoice);
    this.feeds = new Feeds(redis, new FeedFile(FILE, all));
  }

  /** Returns what declarations are checked against, without asking anybody. */
  static FeedRules rules(Settings settings) {
    return new FeedRules(
        Beans.addressRules(settings),
        new Prompt(Path.of("prompts"))::exists,
        text -> resolved(settings, text));
  }

  private static String resolved(Settings settings, String text) {
    String resolved = text;
    for (Map.Entry<String, String> value : settings.values().entrySet()) {
      resolved = resolved.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return resolved;
  }

  Feeds feeds() {
    return feeds;
  }

  /** Gives feeds their turns, and begins to watch the file. */
  void start() {
    feeds.plan();
    watch.start(feeds);
  }

  @Override
  public void close() {
    watch.close();
  }
}
