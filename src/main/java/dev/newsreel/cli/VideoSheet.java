package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;

/** Everything about one video, for people. */
final class VideoSheet {

  private static final int NAME = 10;
  private static final int MOST_ARTICLE = 300;
  private static final int WIDEST_TEXT = 100;

  private final Terminal terminal;
  private final JsonNode video;

  VideoSheet(Terminal terminal, JsonNode video) {
    this.terminal = terminal;
    this.video = video;
  }

  void print(JsonNode events) {
    String status = video.path("status").asText();
    terminal.print(text("/id"));
    terminal
        .out()
        .println(
            "  " + PlainText.padded("status", NAME) + "  " + terminal.coloured(status, status));
    field("waits for", text("/waiting_for"));
    field(
        "done about", video.path("eta").isTextual() ? Shown.time(video.path("eta")) + " UTC" : "");
    failure();
    field("asked for", Shown.time(video.path("created_at")) + " UTC");
    field("feed", text("/feed"));
    field("title", text("/article/title"));
    field("link", text("/article/url"));
    field("article", shortened(text("/article/text")));
    script();
    field("heygen", text("/heygen/video_id"));
    field("submagic", text("/submagic/project_id"));
    result();
    field("cost", cost());
    history(events);
  }

  private String text(String pointer) {
    return PlainText.line(video.at(pointer).asText("")).strip();
  }

  private void field(String name, String value) {
    if (value.isEmpty() || value.equals(" UTC")) {
      return;
    }
    int width = Math.min(WIDEST_TEXT, terminal.columns()) - NAME - 4;
    String label = name;
    for (String line : Paragraph.wrapped(value, width)) {
      terminal.out().println("  " + PlainText.padded(label, NAME) + "  " + line);
      label = "";
    }
  }

  private void failure() {
    JsonNode failure = video.path("failure");
    if (failure.isObject()) {
      String provider = failure.path("provider_code").asText("");
      field(
          "because",
          PlainText.line(
              failure.path("message").asText("")
                  + " ("
                  + failure.path("code").asText("")
                  + (provider.isEmpty() ? "" : ", " + provider)
                  + ")"));
      field("next", text("/failure/next"));
    }
  }

  private void script() {
    JsonNode script = video.path("script");
    if (!script.isObject()) {
      return;
    }
    StringJoiner about = new StringJoiner(", ");
    about.add(script.path("spoken_seconds").asText() + " s spoken");
    if (script.hasNonNull("model")) {
      about.add(PlainText.line(script.path("model").asText()));
    }
    if (script.path("cached").asBoolean()) {
      about.add("from the cache");
    }
    if (script.path("fallback").asBoolean()) {
      about.add("made without the model");
    }
    field("script", text("/script/title") + " (" + about + ")");
    field("", text("/script/text"));
  }

  private void result() {
    JsonNode result = video.path("result");
    if (result.isObject()) {
      field("file", text("/result/file"));
      field("from", text("/result/url"));
      StringJoiner size = new StringJoiner(", ");
      if (result.path("seconds").isNumber()) {
        size.add(result.path("seconds").asText() + " s");
      }
      if (result.path("bytes").isNumber()) {
        size.add("%,d bytes".formatted(result.path("bytes").asLong()));
      }
      field("size", size.toString());
    }
  }

  private String cost() {
    String paid = Shown.usd(video.path("cost_usd"));
    String expected = Shown.usd(video.path("estimated_cost_usd"));
    return (paid.isEmpty() ? "0.00" : paid)
        + " USD paid"
        + (expected.isEmpty() ? "" : ", " + expected + " expected in all");
  }

  private static String shortened(String text) {
    return PlainText.cut(text, MOST_ARTICLE);
  }

  private void history(JsonNode events) {
    terminal.out().println();
    Instant first = null;
    for (JsonNode event : events) {
      Instant at = Shown.instant(event.path("at"));
      first = first == null ? at : first;
      String after = at == null ? "" : "+" + Shown.clock(Duration.between(first, at));
      StringJoiner line = new StringJoiner("  ");
      line.add(" ".repeat(Math.max(0, NAME - after.length())) + after);
      line.add(PlainText.padded(word(event, "edge"), 24));
      line.add(PlainText.padded(word(event, "status"), 10));
      for (String field : new String[] {"provider", "provider_id", "cause"}) {
        if (event.hasNonNull(field)) {
          line.add(word(event, field));
        }
      }
      if (event.path("usd").isNumber()) {
        line.add(Shown.usd(event.path("usd")) + " USD");
      }
      terminal.out().println(PlainText.cut(line.toString(), terminal.columns()).stripTrailing());
    }
  }

  private static String word(JsonNode event, String name) {
    return PlainText.line(event.path(name).asText(""));
  }
}
