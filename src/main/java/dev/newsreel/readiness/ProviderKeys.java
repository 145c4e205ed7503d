package dev.newsreel.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Prices;
import dev.newsreel.readiness.Asker.Answer;
import dev.newsreel.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the providers take our keys, each by a call that costs nothing: OpenAI {@code GET
 * /models/{model}}, HeyGen {@code GET /v3/users/me} and Submagic {@code GET /v1/templates}
 * (platform.openai.com/docs/api-reference/models, developers.heygen.com/reference and
 * docs.submagic.co, read 2026-11-22). What a provider says of a key is not repeated: OpenAI quotes
 * a part of it.
 */
public final class ProviderKeys {

  private final Settings settings;
  private final Asker asker;
  private final Prices prices;

  /** Makes the check; the settings name the address of every provider that is asked. */
  public ProviderKeys(Settings settings, Asker asker, Prices prices) {
    this.settings = settings;
    this.asker = asker;
    this.prices = prices;
  }

  /** Returns how a provider takes its key. */
  public Finding of(String provider) {
    try {
      return switch (provider) {
        case "openai" -> openAi();
        case "heygen" -> heyGen();
        default -> submagic();
      };
    } catch (IOException e) {
      String home = settings.text(provider + ".base-url");
      return Finding.failed(
          provider,
          home + " cannot be asked: " + Asker.cause(e),
          "Look at the network, or at " + variable(provider, "BASE_URL"));
    }
  }

  private Finding openAi() throws IOException {
    String model = settings.text("openai.model");
    String header = settings.text("openai.auth-header");
    String key = settings.text("openai.api-key");
    Map<String, String> proof =
        Map.of(header, header.equalsIgnoreCase("Authorization") ? "Bearer " + key : key);
    String home = settings.text("openai.base-url") + "/models";
    Answer answer = asker.get(home + "/" + model, proof);
    if (answer.status() == 404 && asker.get(home, proof).status() == 200) {
      return Finding.failed(
          "openai", "the key works, but there is no model " + model, "Set OPENAI_MODEL to another");
    }
    if (answer.status() == 403 || answer.status() == 404) {
      return Finding.warning(
          "openai",
          "it does not tell its models (" + answer.status() + "), so the key is not proven",
          "A first video will show it");
    }
    return answer.status() == 200
        ? Finding.ok("openai", "the key works, and there is the model " + model)
        : refused("openai", answer);
  }

  private Finding heyGen() throws IOException {
    Map<String, String> proof = Map.of("x-api-key", settings.text("heygen.api-key"));
    Answer answer = asker.get(settings.text("heygen.base-url") + "/v3/users/me", proof);
    if (answer.status() != 200) {
      return refused("heygen", answer);
    }
    JsonNode account = answer.body().path("data");
    JsonNode wallet = account.path("wallet");
    JsonNode left =
        wallet.path("remaining_balance").isNumber()
            ? wallet.path("remaining_balance")
            : account.path("subscription").path("credits");
    if (!left.isNumber()) {
      return Finding.ok("heygen", "the key works; HeyGen tells no balance");
    }
    boolean usd = wallet.path("currency").asText("").equals("usd") && wallet.has("currency");
    String amount = left.decimalValue().setScale(2, RoundingMode.DOWN).toPlainString();
    String says = "the key works; " + amount + (usd ? " USD" : " credits") + " are left";
    BigDecimal film = prices.video(settings.decimal("script.max-seconds"));
    if (left.decimalValue().signum() <= 0) {
      return Finding.failed("heygen", says, "Charge the account at HeyGen");
    }
    return usd && left.decimalValue().compareTo(film) < 0
        ? Finding.warning(
            "heygen", says + ", less than the longest video costs", "Charge the account at HeyGen")
        : Finding.ok("heygen", says);
  }

  private Finding submagic() throws IOException {
    Map<String, String> proof = Map.of("x-api-key", settings.text("submagic.api-key"));
    Answer answer = asker.get(settings.text("submagic.base-url") + "/v1/templates", proof);
    if (answer.status() != 200) {
      return refused("submagic", answer);
    }
    String wanted = settings.text("submagic.template");
    JsonNode templates = answer.body().path("templates");
    for (JsonNode template : templates) {
      if (template.asText().equals(wanted)) {
        return Finding.ok("submagic", "the key works, and there is the template " + wanted);
      }
    }
    return Finding.warning(
        "submagic",
        "the key works, but Submagic does not list the template " + wanted,
        "Look at submagic.template; capitals count");
  }

  private static Finding refused(String provider, Answer answer) {
    int status = answer.status();
    return switch (status) {
      case 401, 403 ->
          Finding.failed(
              provider,
              "the key is refused (" + status + ")",
              "Put a valid key into " + variable(provider, "API_KEY"));
      case 402 -> Finding.failed(provider, "there is no money left (402)", "Charge the account");
      case 429 ->
          Finding.warning(provider, "it wants to be left alone (429)", "Check again in a minute");
      default ->
          Finding.failed(
              provider,
              "it answers " + status,
              "Try again, or look at " + variable(provider, "BASE_URL"));
    };
  }

  private static String variable(String provider, String what) {
    return provider.toUpperCase(Locale.ROOT) + "_" + what;
  }
}
