package dev.newsreel;

import dev.newsreel.redis.DataVersion;
import dev.newsreel.settings.OwnSetting;
import dev.newsreel.settings.Settings;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every start says. */
final class Banner {

  private static final Logger LOG = LoggerFactory.getLogger("newsreel");

  private Banner() {}

  /** Tells with which settings a start begins, so that it is known of one that fails, too. */
  static void open(Settings given) {
    LOG.info("Newsreel starts, profile {}", given.text("profile"));
    // A line each: a collector of log lines takes them apart anyway.
    OwnSetting.of(given).forEach(setting -> LOG.info("setting {}", setting.line()));
  }

  /** Says of which version the stored data is. */
  static void data(int version, DataVersion known) {
    if (known.canRaise(version)) {
      LOG.info("Data of version {}; when no older node is left: upgrade --finish", version);
    } else {
      LOG.info("Data of version {}", version);
    }
  }

  static void print(Settings settings, URI sandbox) {
    for (String provider : new String[] {"openai", "heygen", "submagic"}) {
      String home = settings.text(provider + ".base-url");
      boolean simulated = sandbox != null && home.startsWith(sandbox.toString());
      LOG.info("{}: {} at {}", provider, simulated ? "SANDBOX" : "real", home);
    }
    String redis = settings.text("redis.url").replaceAll("//[^@/]*@", "//***@");
    LOG.info("Redis: {}", redis);
    String home = settings.text("public-base-url");
    LOG.info(
        "Providers reach us at {}", home.isEmpty() ? "no address: answers are asked for" : home);
    if (!settings.has("heygen.avatar-id")) {
      LOG.warn("No avatar is set: a video needs heygen.avatar-id (HEYGEN_AVATAR_ID) or its own");
    }
    LOG.info("Finished videos go to {}", settings.text("publish.to"));
    String scheme = Addresses.own(settings).getScheme();
    LOG.info("Open {}://{}:{}/", scheme, settings.text("host"), settings.text("port"));
  }
}
