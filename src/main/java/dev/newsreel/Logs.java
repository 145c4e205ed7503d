package dev.newsreel;

import dev.newsreel.settings.Secrets;
import dev.newsreel.settings.Settings;
import dev.newsreel.telemetry.SafeLog;

/** Sets up logging; must run before anything logs. */
final class Logs {

  private Logs() {}

  static void configure(Settings settings) {
    System.setProperty("newsreel.log.format", settings.text("log.format"));
    System.setProperty("newsreel.log.level", settings.text("log.level"));
    SafeLog.hide(Secrets.of(settings));
  }

  /** Lets a command log nothing: it tells everything itself. */
  static void nothing() {
    System.setProperty("newsreel.log.level", "OFF");
    System.setProperty("newsreel.log.libraries", "OFF");
    System.setProperty("newsreel.log.target", "SYSTEM_ERR");
  }

  /** Lets a command log warnings only, and not between the lines of its answer. */
  static void onlyTrouble(Settings settings) {
    System.setProperty("newsreel.log.target", "SYSTEM_ERR");
    configure(settings.with("log.level", "WARN"));
  }
}
