package dev.newsreel;

import dev.newsreel.settings.Settings;

/** Sets up logging; must run before anything logs. */
final class Logs {

  private Logs() {}

  static void configure(Settings settings) {
    System.setProperty("newsreel.log.format", settings.text("log.format"));
    System.setProperty("newsreel.log.level", settings.text("log.level"));
  }
}
