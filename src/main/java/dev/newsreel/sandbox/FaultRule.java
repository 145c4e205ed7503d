package dev.newsreel.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One thing that goes wrong, set with {@code POST /control/faults}.
 *
 * @param call the call of that provider, or the beginning of several; null means every one
 * @param status the HTTP status of {@link FaultKind#STATUS}
 * @param code the provider's error code; null takes the usual one; {@code html} answers an edge's
 *     HTML page
 * @param retryAfter seconds for Retry-After; null leaves it out
 * @param rate the share of calls that it befalls, 0 to 1
 * @param times how often it happens at most
 * @param after for {@link FaultKind#STATUS}: whether the work is done before the error is answered
 */
record FaultRule(
    Provider provider,
    String call,
    FaultKind kind,
    int status,
    String code,
    Integer retryAfter,
    Duration delay,
    double rate,
    int times,
    boolean after) {
  private static final Set<String> FIELDS =
      Set.of(
          "provider",
          "call",
          "kind",
          "status",
          "code",
          "retry_after",
          "delay",
          "rate",
          "times",
          "after");

  FaultRule {
    if (!kind.befalls(provider)) {
      throw new IllegalArgumentException(
          "kind '" + kind.word() + "' does not exist for provider '" + provider.word() + "'");
    }
    if (call != null && !provider.calls().contains(call)) {
      throw new IllegalArgumentException(
          "call '%s' is unknown; provider '%s' has %s"
              .formatted(call, provider.word(), sorted(provider.calls())));
    }
    if (kind == FaultKind.STATUS && (status < 300 || status > 599)) {
      throw new IllegalArgumentException("status must be 300..599, not " + status);
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be 0..1, not " + rate);
    }
  }

  /**
   * @throws IllegalArgumentException when a field or a value is unknown; the message says which and
   *     what is known
   */
  static FaultRule of(JsonObject json) {
    for (String field : json.fieldNames()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "field '" + field + "' is unknown; known are " + sorted(FIELDS));
      }
    }
    try {
      return read(json);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException("a field has the wrong type in " + json, e);
    }
  }

  boolean matches(Provider toProvider, String toCall) {
    return provider == toProvider
        && (call == null || call.equals(toCall) || toCall.startsWith(call + "."));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("provider", provider.word())
        .put("call", call)
        .put("kind", kind.word())
        .put("status", status)
        .put("code", code)
        .put("retry_after", retryAfter)
        .put("delay", delay.toMillis() + "ms")
        .put("rate", rate)
        .put("times", times)
        .put("after", after);
  }

  private static FaultRule read(JsonObject json) {
    FaultKind kind = word("kind", json.getString("kind"), FaultKind.values(), FaultKind::word);
    String delay = json.getString("delay", kind == FaultKind.SLOW_DRIP ? "200ms" : "2s");
    return new FaultRule(
        word("provider", json.getString("provider"), Provider.values(), Provider::word),
        json.getString("call"),
        kind,
        json.getInteger("status", 500),
        json.getString("code"),
        json.getInteger("retry_after"),
        Settings.parseDuration(delay),
        json.getDouble("rate", 1.0),
        json.getInteger("times", Integer.MAX_VALUE),
        json.getBoolean("after", false));
  }

  private static <T> T word(String field, String given, T[] values, Function<T, String> name) {
    return Arrays.stream(values)
        .filter(value -> Objects.equals(name.apply(value), given))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s '%s' is unknown; known are %s"
                        .formatted(
                            field,
                            given,
                            Arrays.stream(values).map(name).collect(Collectors.joining(", ")))));
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }
}
