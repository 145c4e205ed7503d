package dev.newsreel;

import dev.newsreel.access.ApiKeys;
import dev.newsreel.money.PriceList;
import dev.newsreel.readiness.Asker;
import dev.newsreel.readiness.Finding;
import dev.newsreel.readiness.Folders;
import dev.newsreel.readiness.Neighbours;
import dev.newsreel.readiness.RedisReady;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.NodeAddress;
import dev.newsreel.settings.NodeCertificate;
import dev.newsreel.settings.OwnSetting;
import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import dev.newsreel.settings.TimesFit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One look at everything that Newsreel needs here. */
final class Inspection {

  // Only the place of the simulated providers, which nobody asks.
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
  private static final int OLD_PRICES = 180;

  private final Path directory;
  private final Map<String, String> environment;
  private final boolean readFeeds;
  private final List<Finding> findings = new ArrayList<>();
  private List<OwnSetting> own = List.of();

  /** Prepares a look from a working directory. */
  Inspection(Path directory, Map<String, String> environment, boolean readFeeds) {
    this.directory = directory;
    this.environment = environment;
    this.readFeeds = readFeeds;
  }

  /** Returns the settings that are not what they are by default, once it has looked. */
  List<OwnSetting> own() {
    return own;
  }

  List<Finding> look() {
    findings.addAll(RouteFiles.inspect(directory.resolve("routes")));
    try {
      Settings settings = SettingsLoader.load(directory, environment);
      own = OwnSetting.of(settings);
      List<String> problems = problems(settings);
      if (!problems.isEmpty()) {
        throw new BadSetting(problems);
      }
      findings.add(Finding.ok("settings", settings.values().size() + " settings are usable"));
      lookAround(settings);
    } catch (BadSetting e) {
      e.problems()
          .forEach(p -> findings.add(Finding.failed("settings", p, "Nothing else was looked at")));
    }
    return findings;
  }

  private List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    List<Runnable> checks =
        List.of(
            () -> TimesFit.check(settings),
            () -> PriceList.load(directory, settings),
            () -> Beans.addressRules(settings),
            () -> Addresses.isLoopback(settings),
            () -> Providers.publicAddress(Providers.resolve(settings, NOWHERE)));
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (BadSetting e) {
        problems.addAll(e.problems());
      } catch (StartFailure e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }

  private void lookAround(Settings given) {
    PriceList.Read prices = PriceList.load(directory, given);
    findings.addAll(profile(given));
    findings.add(age(prices.read()));
    Settings settings = Providers.resolve(given, NOWHERE);
    try (Asker asker = new Asker(settings)) {
      ProviderCheck providers = new ProviderCheck(settings, asker, prices.prices());
      findings.addAll(providers.look(Providers.simulated(given)));
      FeedsCheck feeds = new FeedsCheck(directory, settings, providers.offers());
      findings.addAll(feeds.look(readFeeds));
      findings.addAll(new RedisReady(settings).look(directory, r -> stored(settings, r)));
      lookOutside(given, settings, asker);
    }
    findings.add(Folders.look("data.dir", directory.resolve(settings.text("data.dir"))));
    if (!settings.text("publish.to").equals("none")) {
      findings.add(Folders.look("publish.to", directory.resolve(settings.text("publish.to"))));
    }
  }

  private static List<Finding> profile(Settings given) {
    if (!Production.isWanted(given)) {
      String says = "development; production insists on all that must not be missing there";
      return List.of(Finding.ok("profile", says));
    }
    List<Finding> missing = Production.missing(given);
    String says = "nothing is missing that production insists on";
    return missing.isEmpty() ? List.of(Finding.ok("production", says)) : missing;
  }

  private static Finding age(LocalDate read) {
    boolean old = read.plusDays(OLD_PRICES).isBefore(LocalDate.now(ZoneOffset.UTC));
    String says = "they were read on " + read;
    return old
        ? Finding.warning("prices", says, "Compare prices.properties with your plan")
        : Finding.ok("prices", says);
  }

  private static List<Finding> stored(Settings settings, Redis redis) {
    List<Finding> found = new ArrayList<>(List.of(DataCheck.look(redis)));
    found.addAll(keys(settings, redis));
    return found;
  }

  private static List<Finding> keys(Settings settings, Redis redis) {
    try {
      Addresses.checkKeys(settings, new ApiKeys(redis, Clock.systemUTC()));
      return List.of();
    } catch (StartFailure e) {
      return List.of(Finding.failed("API keys", e.getMessage(), null));
    }
  }

  private void lookOutside(Settings given, Settings settings, Asker asker) {
    Neighbours neighbours = new Neighbours(asker);
    boolean running = port(settings, "host", "port", neighbours);
    port(settings, "management-host", "management-port", neighbours);
    if (given.has("public-base-url")) {
      findings.add(neighbours.reachable(Providers.publicAddress(settings), running));
    } else if (Providers.simulated(given).size() < 3) {
      findings.add(
          Finding.warning(
              "public-base-url",
              "it is not set, so answers are asked for instead of being told",
              "Set PUBLIC_BASE_URL to an https address that leads here"));
    }
  }

  private static boolean isNewsreel(Settings settings, URI home, Neighbours neighbours) {
    boolean encrypted = home.getScheme().equals("https");
    return neighbours.isNewsreel(
        home.toString(), encrypted ? NodeCertificate.trusted(settings) : null);
  }

  /** Returns whether a Newsreel runs there. */
  private boolean port(Settings settings, String host, String port, Neighbours neighbours) {
    try {
      Addresses.check(settings, host, port);
      findings.add(Finding.ok(port, settings.text(port) + " is free"));
      return false;
    } catch (StartFailure e) {
      boolean ours = isNewsreel(settings, NodeAddress.of(settings, host, port), neighbours);
      findings.add(
          ours
              ? Finding.ok(port, "Newsreel runs at " + settings.text(port))
              : Finding.failed(port, e.getMessage(), null));
      return ours;
    } catch (Exception e) {
      String says = settings.text(port) + " cannot be listened at: " + e.getMessage();
      findings.add(Finding.failed(port, says, "Set " + Setting.named(port).environmentName()));
      return false;
    }
  }
}
