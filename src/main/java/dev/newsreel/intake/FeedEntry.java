package dev.newsreel.intake;

import dev.newsreel.job.Options;
import java.math.BigDecimal;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of the feeds' file.
 *
 * @param name its name as written
 * @param bean all that was written, as YAML gives it
 */
record FeedEntry(String name, Map<?, ?> bean) {

  /** The type that an entry names, so that Camel knows what it is. */
  static final String TYPE = Feed.class.getName();

  private static final Set<String> PARTS = Set.of("name", "type", "properties");
  private static final Set<String> PROPERTIES =
      Set.of(
          "url",
          "every",
          "cron",
          "zone",
          "jitter",
          "first-run",
          "daily-limit",
          "daily-usd",
          "priority",
          "avatar-id",
          "voice-id",
          "aspect-ratio",
          "template",
          "language",
          "prompt");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^}]*}}");

  static FeedEntry of(Object yaml) {
    Map<?, ?> bean = yaml instanceof Map<?, ?> map ? map : Map.of();
    Object name = bean.get("name");
    return new FeedEntry(name == null ? "(without a name)" : name.toString(), bean);
  }

  /** Returns whether its address is a setting that is empty today: it is then no feed. */
  boolean isSwitchedOff(FeedRules rules) {
    Object url = properties().get("url");
    return url != null
        && PLACEHOLDER.matcher(url.toString()).find()
        && rules.placeholders().apply(url.toString()).isBlank();
  }

  /**
   * Returns the feed that it declares.
   *
   * @throws BadFeed that names every fault
   */
  Feed read(FeedRules rules) throws BadFeed {
    List<String> faults = new ArrayList<>();
    FeedValues values = new FeedValues(texts(rules, faults), faults);
    checkForm(values);
    ZoneId zone = values.zone();
    URI url = values.address(rules);
    Schedule schedule = values.schedule(zone);
    Integer limit = values.dailyLimit();
    BigDecimal usd = values.dailyUsd();
    int firstRun = values.firstRun();
    Options options = options(values, rules);
    if (!faults.isEmpty()) {
      throw new BadFeed(name, faults);
    }
    return new Feed(name, url, schedule, zone, limit, usd, firstRun, options);
  }

  private Map<?, ?> properties() {
    return bean.get("properties") instanceof Map<?, ?> map ? map : Map.of();
  }

  private Map<String, String> texts(FeedRules rules, List<String> faults) {
    Map<String, String> texts = new LinkedHashMap<>();
    properties()
        .forEach(
            (key, value) -> {
              String text = value == null ? "" : rules.placeholders().apply(value.toString());
              if (value instanceof Map || value instanceof Collection) {
                faults.add(key + " is not a single value");
                return;
              }
              if (PLACEHOLDER.matcher(text).find()) {
                faults.add(key + " names an unknown setting: " + text);
                return;
              }
              texts.put(key.toString(), text);
            });
    return texts;
  }

  private void checkForm(FeedValues values) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      values.bad("name", "may only have a-z, 0-9 and hyphens, at most 64");
    }
    Object type = bean.get("type");
    if (type != null && !type.equals(TYPE)) {
      values.bad("type", "is not " + TYPE);
    }
    bean.keySet().stream()
        .filter(part -> !PARTS.contains(part))
        .forEach(part -> values.bad(part + "", "does not belong beside name, type and properties"));
    properties().keySet().stream()
        .filter(property -> !PROPERTIES.contains(property))
        .forEach(property -> values.bad(property + "", "is not a property of a feed"));
  }

  private Options options(FeedValues values, FeedRules rules) {
    String prompt = values.text("prompt", 100);
    if (prompt != null && !rules.prompts().test(prompt)) {
      values.bad("prompt", "is '" + prompt + "', and there is no file of that name in prompts/");
    }
    String priority = values.oneOf("priority", List.of(Options.HIGH, "normal"));
    return new Options(
        name,
        values.offered("avatar-id", rules.avatars()),
        values.offered("voice-id", rules.voices()),
        values.oneOf("aspect-ratio", Options.SHAPES),
        values.text("template", 100),
        values.matching("language", Options.LANGUAGE, "a language code such as en"),
        prompt,
        null,
        Options.HIGH.equals(priority) ? priority : null);
  }
}
