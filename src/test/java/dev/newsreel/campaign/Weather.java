package dev.newsreel.campaign;

import dev.newsreel.e2e.TestSandbox;
import java.util.List;

/** What goes wrong with the providers during a campaign. */
final class Weather {

  private static final List<String> PROVIDERS = List.of("openai", "heygen", "submagic");
  private static final List<String> ANSWERS =
      List.of(
          "'kind':'status','status':500,'rate':0.02",
          "'kind':'status','status':500,'after':true,'rate':0.01",
          "'kind':'status','status':503,'rate':0.02",
          "'kind':'status','status':429,'retry_after':1,'rate':0.02",
          "'kind':'drop_before','rate':0.02",
          "'kind':'drop_after','rate':0.015",
          "'kind':'malformed','rate':0.015",
          "'kind':'delay','delay':'700ms','rate':0.05");
  private static final List<String> WEBHOOKS =
      List.of(
          "'kind':'webhook_lost','rate':0.05",
          "'kind':'webhook_twice','rate':0.1",
          "'kind':'webhook_late','delay':'4s','rate':0.05",
          "'kind':'webhook_reorder','rate':0.1",
          "'kind':'webhook_early','rate':0.05",
          "'kind':'webhook_forged','rate':0.1");
  private static final List<String> FILES =
      List.of(
          "'kind':'status','status':500,'rate':0.02",
          "'kind':'truncate','rate':0.02",
          "'kind':'slow_drip','delay':'300ms','rate':0.05",
          "'kind':'drop_before','rate':0.02");

  private Weather() {}

  static void begin(TestSandbox providers) {
    PROVIDERS.forEach(provider -> add(providers, provider, ANSWERS));
    add(providers, "webhook", WEBHOOKS);
    add(providers, "files", FILES);
  }

  private static void add(TestSandbox providers, String provider, List<String> rules) {
    rules.forEach(rule -> providers.fault("{'provider':'" + provider + "'," + rule + "}"));
  }
}
