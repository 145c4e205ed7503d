package dev.newsreel.video;

import dev.newsreel.job.WebhookSecret;
import dev.newsreel.job.WebhookSecret.Registration;
import dev.newsreel.settings.Settings;
import java.time.Instant;
import java.util.Map;

/** What people can see of our registration at HeyGen, and ask of it. */
public final class WebhookRegistrations {

  private final Settings settings;
  private final WebhookSecret secret;

  /** Makes the view. */
  public WebhookRegistrations(Settings settings, WebhookSecret secret) {
    this.settings = settings;
    this.secret = secret;
  }

  /** Returns where HeyGen tells us; only with a public address. */
  public static String url(Settings settings) {
    return settings.text("public-base-url") + "/webhooks/heygen";
  }

  /**
   * What is known of one of our addresses at HeyGen.
   *
   * @param state {@code ok}, {@code doubtful} (the secret may be another) or {@code missing}
   */
  public record State(
      String url,
      String state,
      String endpointId,
      Instant secretSince,
      Instant checkedAt,
      int repairs,
      String repaired,
      Instant repairedAt) {}

  /** Returns what is known of every address, without secrets. */
  public Map<String, Object> state() {
    return Map.of(
        "webhooks",
        secret.registrations().entrySet().stream()
            .map(e -> state(e.getKey(), e.getValue()))
            .toList());
  }

  private State state(String url, Registration known) {
    String state = known.doubtful() ? "doubtful" : known.secret() == null ? "missing" : "ok";
    return new State(
        url,
        state,
        known.endpointId(),
        known.since(),
        secret.checked(url),
        known.repairs(),
        known.repaired(),
        known.repairedAt());
  }

  /**
   * Notes that our secret is to be changed; that happens at the next check. A repeat is harmless.
   *
   * @return false when HeyGen tells us nothing, because there is no public address
   */
  public boolean rotate() {
    boolean can = settings.has("public-base-url");
    if (can) {
      secret.want(url(settings), true);
    }
    return can;
  }
}
