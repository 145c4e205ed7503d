package dev.newsreel.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import dev.newsreel.job.TestPrices;
import dev.newsreel.settings.Settings;

/** What tests of scripts share. */
final class TestScripts {

  private TestScripts() {}

  /** Returns a reader of answers for a voice that says 150 words a minute. */
  static ScriptAnswer reader(Settings settings) {
    ScriptCheck check = new ScriptCheck(settings, new BannedWords(settings));
    return new ScriptAnswer(settings, job -> new Speech(150), check, TestPrices.PRICES);
  }

  /** Returns the content of an answer with this script. */
  static String content(String text) {
    return Json.write(Json.MAPPER.createObjectNode().put("title", "Back").put("script", text));
  }

  /** Returns the body of a whole answer of OpenAI. */
  static String body(String reason, String content, String refusal) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("model", "gpt-4o-mini-2024-07-18");
    body.putObject("usage").put("prompt_tokens", 700).put("completion_tokens", 400);
    ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", reason);
    choice.putObject("message").put("content", content).put("refusal", refusal);
    return Json.write(body);
  }
}
