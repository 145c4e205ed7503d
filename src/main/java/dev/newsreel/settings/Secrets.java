package dev.newsreel.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes out of texts what nobody may read: the values of our secret settings wherever they stand,
 * and what looks like a key, a token or a signed link, whoever it belongs to. Providers are known
 * to repeat a key in the message that refuses it.
 */
public final class Secrets {

  /** What stands in the place of a secret. */
  public static final String HIDDEN = "***";

  // A shorter value would be found inside ordinary words.
  private static final int SHORTEST = 6;
  private static final String NOT_OF_ADDRESS = "[^\\s&#\"'<>\\\\]+";
  private static final List<String> SHAPES =
      List.of(
          // Our API keys, OpenAI's keys, the secrets of webhooks.
          "\\bnr_[0-9a-f]{12}_[A-Za-z0-9_-]+",
          "\\bsk-[A-Za-z0-9_-]{8,}",
          "\\bwhsec_[A-Za-z0-9+/=_-]+",
          // Headers, as programs and JSON write them.
          "(?<=\\b(?i:bearer|basic) {1,3})[A-Za-z0-9._~+/=-]{16,}",
          "(?<=\\b(?i:x-api-key|api-key|authorization)\"?[ =:]{1,3}\"?)(?!(?i:bearer|basic) )"
              + "[^\\s\"',}\\\\]{6,}",
          // Links whose path or query lets in whoever has them.
          "(?<=/relay/)" + NOT_OF_ADDRESS,
          "(?<=/webhooks/submagic/)" + NOT_OF_ADDRESS,
          "(?<=[?&;](?i:[a-z0-9._-]{0,40}"
              + "(?:signature|sig|token|key|key-id|secret|credential|password|auth|policy)=))"
              + NOT_OF_ADDRESS,
          "(?<=://)[^/@\\s\"']+(?=@)");

  private static final Pattern PASSWORD = Pattern.compile("://[^/@:\\s]*:([^/@\\s]+)@");

  private final Pattern hidden;

  private Secrets(Stream<String> values) {
    Stream<String> known =
        values
            .filter(value -> value.length() >= SHORTEST)
            .flatMap(value -> Stream.of(value, inJson(value)))
            .distinct()
            .map(Pattern::quote);
    this.hidden =
        Pattern.compile(Stream.concat(known, SHAPES.stream()).collect(Collectors.joining("|")));
  }

  /** Returns what hides only what looks like a secret, before any setting is known. */
  public static Secrets unknown() {
    return new Secrets(Stream.empty());
  }

  /** Returns what hides the secrets among these settings, too. */
  public static Secrets of(Settings settings) {
    List<String> values = new ArrayList<>();
    settings
        .values()
        .forEach(
            (name, value) -> {
              Setting setting = Setting.named(name);
              if (setting != null && setting.secret()) {
                values.add(value);
              }
              Matcher password = PASSWORD.matcher(value);
              if (setting != null && password.find()) {
                values.add(password.group(1));
              }
            });
    return new Secrets(values.stream());
  }

  // Texts are hidden in JSON that is already written, too.
  private static String inJson(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\');
      }
      escaped.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
    }
    return escaped.toString();
  }

  /** Returns the text without secrets; null of null. A repeat changes nothing. */
  public String hide(String text) {
    return text == null ? null : hidden.matcher(text).replaceAll(HIDDEN);
  }
}
