package dev.newsreel.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What values a setting takes, as the table writes it: {@code text}, {@code secret}, {@code uri},
 * {@code flag}, {@code period}, {@code rate}, {@code decimal 0..2}, {@code number 1..65535} or
 * {@code one of a, b}. A question mark after the first word allows an empty value.
 *
 * @param name the first word, without the question mark
 * @param optional whether it may be empty
 * @param rest what stands after it
 */
record Kind(String name, boolean optional, String rest) {

  static Kind of(String text) {
    String[] words = text.split(" ", 2);
    boolean optional = words[0].endsWith("?");
    String name = optional ? words[0].substring(0, words[0].length() - 1) : words[0];
    return new Kind(name, optional, words.length > 1 ? words[1] : "");
  }

  /** Returns what is wrong with the value, as the end of a sentence; never shows a secret. */
  Optional<String> problem(String value) {
    if (value.isEmpty()) {
      return optional ? Optional.empty() : Optional.of("empty");
    }
    try {
      check(value);
      return Optional.empty();
    } catch (IllegalArgumentException | URISyntaxException e) {
      String shown = name.equals("secret") ? "" : "\"" + value + "\", ";
      return Optional.of(shown + (e.getMessage() == null ? "not a number" : e.getMessage()));
    }
  }

  private void check(String value) throws URISyntaxException {
    switch (name) {
      case "text", "secret" -> {}
      case "uri" -> checkAddress(value);
      case "flag" -> checkChoice(value, List.of("true", "false"));
      case "one" -> checkChoice(value, Arrays.asList(rest.substring("of ".length()).split(", ")));
      case "period" -> Durations.parse(value);
      case "rate" -> Rate.parse(value);
      case "number", "decimal" -> checkNumber(value);
      default -> throw new IllegalStateException("The table of settings has the kind " + name);
    }
  }

  private void checkNumber(String value) {
    if ((name.equals("number") && !value.matches("-?\\d{1,12}"))
        || (name.equals("decimal") && !value.matches("-?\\d{1,12}(\\.\\d{1,12})?"))) {
      throw new IllegalArgumentException("not a number");
    }
    BigDecimal number = new BigDecimal(value);
    String[] bounds = rest.split("\\.\\.", 2);
    if (number.compareTo(new BigDecimal(bounds[0])) < 0
        || number.compareTo(new BigDecimal(bounds[1])) > 0) {
      throw new IllegalArgumentException("not between " + bounds[0] + " and " + bounds[1]);
    }
  }

  private static void checkChoice(String value, List<String> choices) {
    if (!choices.contains(value)) {
      throw new IllegalArgumentException("not one of " + String.join(", ", choices));
    }
  }

  private static void checkAddress(String value) throws URISyntaxException {
    URI uri = new URI(value);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
      throw new IllegalArgumentException("not an http or https address");
    }
  }
}
