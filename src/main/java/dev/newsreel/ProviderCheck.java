package dev.newsreel;

import dev.newsreel.job.Offer;
import dev.newsreel.job.Prices;
import dev.newsreel.readiness.Asker;
import dev.newsreel.readiness.Finding;
import dev.newsreel.readiness.Finding.Result;
import dev.newsreel.readiness.ProviderKeys;
import dev.newsreel.settings.Settings;
import dev.newsreel.video.HeyGenCatalogue;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The providers' part of an inspection: their keys, and who may speak. */
final class ProviderCheck {

  private final Settings settings;
  private final Asker asker;
  private final ProviderKeys keys;
  private Offer.All offers = new Offer.All(0, List.of(), List.of());

  ProviderCheck(Settings settings, Asker asker, Prices prices) {
    this.settings = settings;
    this.asker = asker;
    this.keys = new ProviderKeys(settings, asker, prices);
  }

  /** Returns who may speak, as far as it could be learnt; empty lists otherwise. */
  Offer.All offers() {
    return offers;
  }

  /** Looks at all providers but the simulated ones. */
  List<Finding> look(List<String> simulated) {
    List<Finding> findings = new ArrayList<>();
    for (String provider : List.of("openai", "heygen", "submagic")) {
      if (simulated.contains(provider)) {
        String key = provider.toUpperCase(Locale.ROOT) + "_API_KEY";
        findings.add(Finding.ok(provider, "it is simulated; " + key + " makes it real"));
      } else {
        findings.add(keys.of(provider));
      }
    }
    boolean heygen = findings.get(1).result() != Result.FAILED && !simulated.contains("heygen");
    if (heygen) {
      findings.addAll(speakers());
    }
    return findings;
  }

  private List<Finding> speakers() {
    try {
      offers = new HeyGenCatalogue(settings, asker.fetch(), Clock.systemUTC()).call();
    } catch (IOException e) {
      return List.of(Finding.warning("avatar", e.getMessage(), "Check again later"));
    }
    List<Finding> findings = new ArrayList<>();
    if (settings.has("heygen.avatar-id")) {
      findings.add(speaker("avatar", offers.avatars()));
    } else {
      String next = "Set HEYGEN_AVATAR_ID, or name one for each feed and call";
      findings.add(Finding.warning("avatar", "no avatar is set", next));
    }
    if (settings.has("heygen.voice-id")) {
      findings.add(speaker("voice", offers.voices()));
    }
    return findings;
  }

  private Finding speaker(String what, List<Offer> offered) {
    String id = settings.text("heygen." + what + "-id");
    boolean there = offered.stream().anyMatch(o -> id.equals(o.id()));
    return there || offered.isEmpty()
        ? Finding.ok(what, id + (there ? " is there" : " may be there; HeyGen lists none"))
        : Finding.failed(
            what,
            id + " is no " + what + " of this HeyGen account",
            "GET /api/v1/" + what + "s lists them");
  }
}
