package dev.newsreel;

import dev.newsreel.sandbox.SandboxOptions;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which providers are real and which are simulated, and what follows for the settings. */
final class Providers {

  private static final Map<String, String> REAL = real();
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private Providers() {}

  private static Map<String, String> real() {
    Map<String, String> real = new LinkedHashMap<>();
    real.put("openai", "https://api.openai.com/v1");
    real.put("heygen", "https://api.heygen.com");
    real.put("submagic", "https://api.submagic.co");
    return real;
  }

  /** Returns the providers that neither a key nor an address was given for. */
  static List<String> simulated(Settings settings) {
    return REAL.keySet().stream()
        .filter(p -> !settings.has(p + ".api-key") && !settings.has(p + ".base-url"))
        .toList();
  }

  /**
   * Returns the providers that cost nothing, once every address is known: HeyGen and Submagic when
   * they are on this machine, and OpenAI when it is served by the same program as one of them.
   */
  static List<String> pretended(Settings resolved) {
    List<String> hosts =
        Stream.of("heygen", "submagic")
            .map(provider -> resolved.uri(provider + ".base-url"))
            .filter(Providers::isLoopback)
            .map(URI::getAuthority)
            .toList();
    return REAL.keySet().stream()
        .filter(p -> hosts.contains(resolved.uri(p + ".base-url").getAuthority()))
        .toList();
  }

  /**
   * Returns the settings with every provider's address and key filled in.
   *
   * @param sandbox where the simulated ones are; null when none is
   * @throws BadSetting when a real one lacks its key
   */
  static Settings resolve(Settings settings, URI sandbox) {
    List<String> simulated = simulated(settings);
    Settings resolved = settings;
    for (String provider : REAL.keySet()) {
      String home = settings.text(provider + ".base-url");
      if (simulated.contains(provider)) {
        resolved = resolved.with(provider + ".base-url", simulatedHome(sandbox, provider));
        resolved = resolved.with(provider + ".api-key", "test-key");
      } else {
        String address = home.isEmpty() ? REAL.get(provider) : home.replaceAll("/+$", "");
        resolved = resolved.with(provider + ".base-url", address);
      }
    }
    checkKeys(settings, simulated);
    // The simulated model repeats what the article says, in the article's language.
    resolved =
        simulated.contains("openai") ? resolved.with("script.check-language", "false") : resolved;
    return simulated.contains("heygen") && !settings.has("heygen.avatar-id")
        ? resolved
            .with("heygen.avatar-id", "Abigail_newsroom_front")
            .with("heygen.voice-id", "v-en-clara")
        : resolved;
  }

  private static String simulatedHome(URI sandbox, String provider) {
    return sandbox + "/" + provider + (provider.equals("openai") ? "/v1" : "");
  }

  // A server of one's own that speaks OpenAI's language may need no key; the others always do.
  private static void checkKeys(Settings settings, List<String> simulated) {
    List<String> missing = new ArrayList<>();
    for (String provider : List.of("heygen", "submagic")) {
      if (!simulated.contains(provider) && !settings.has(provider + ".api-key")) {
        missing.add(provider + ".api-key (" + provider.toUpperCase(Locale.ROOT) + "_API_KEY)");
      }
    }
    if (!missing.isEmpty()) {
      throw new BadSetting(
          String.join(" and ", missing) + " is missing: its provider is a real one");
    }
  }

  /** Returns the address under which this provider reaches us; empty when it cannot. */
  static String publicAddress(Settings settings) {
    if (settings.has("public-base-url")) {
      URI home = settings.uri("public-base-url");
      if (home.getScheme().equals("http") && !isLoopback(home)) {
        throw new BadSetting(
            "public-base-url (PUBLIC_BASE_URL) must be https, or http on loopback");
      }
      return home.toString().replaceAll("/+$", "");
    }
    boolean near =
        isLoopback(settings.uri("heygen.base-url"))
            && isLoopback(settings.uri("submagic.base-url"));
    return near ? Addresses.own(settings).toString() : "";
  }

  /** Returns the settings with that address; without one Submagic gets HeyGen's own link. */
  static Settings reached(Settings resolved) {
    Settings reached = resolved.with("public-base-url", publicAddress(resolved));
    return reached.has("public-base-url") ? reached : reached.with("submagic.source", "link");
  }

  /** Returns how the sandbox behaves that stands in for providers without a key. */
  static SandboxOptions sandboxOptions(Settings settings) {
    return SandboxOptions.of(
        Map.of(
            "port", settings.text("sandbox.port"),
            "journal", Path.of(settings.text("data.dir"), "sandbox").toString()));
  }

  /** Returns the settings of a node beside a sandbox, at which only it may call inside. */
  static Settings beside(Settings settings, URI sandbox) {
    String allowed = settings.text("egress.allow");
    String own = sandbox.getHost() + ":" + sandbox.getPort();
    // Its articles must never become videos that cost money.
    boolean all = simulated(settings).size() == REAL.size();
    return settings
        .with("egress.allow", allowed.isEmpty() ? own : allowed + "," + own)
        .with("sandbox.feed", all ? sandbox + "/feed.xml" : "");
  }

  static boolean isLoopback(URI address) {
    return LOOPBACK.contains(address.getHost());
  }
}
