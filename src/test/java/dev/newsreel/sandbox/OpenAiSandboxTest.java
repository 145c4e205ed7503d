package dev.newsreel.sandbox;

import static dev.newsreel.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiSandboxTest {
  private static final String CHAT = "/openai/v1/chat/completions";
  private Sandbox sandbox;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(Caller.quick(Map.of()));
    caller = new Caller(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void speaksTheFirstSentencesOfTheArticleInTheShapeOfTheSchema() {
    HttpResponse<String> answer = caller.post(CHAT, request("gpt-4o-mini"));

    JsonObject completion = json(answer);
    JsonObject choice = completion.getJsonArray("choices").getJsonObject(0);
    JsonObject script = new JsonObject(choice.getJsonObject("message").getString("content"));
    assertThat(choice.getString("finish_reason")).isEqualTo("stop");
    assertThat(script.fieldNames())
        .containsExactlyInAnyOrder("title", "script", "language", "tags");
    assertThat(script.getString("title")).isEqualTo("Ferries go electric");
    assertThat(script.getString("script").split(" ").length).isBetween(60, 110);
    assertThat(script.getString("script"))
        .startsWith("The harbour of Lysvik has parked")
        .doesNotContain("<p>", "Title", "http");
    assertThat(script.getString("language")).isEqualTo("en");
    assertThat(script.getJsonArray("tags").isEmpty()).isTrue();
    assertThat(completion.getJsonObject("usage").getInteger("total_tokens")).isPositive();
    assertThat(answer.headers().map())
        .containsKeys("x-request-id", "x-ratelimit-remaining-requests", "x-ratelimit-reset-tokens");
    assertThat(caller.bill().getJsonObject("openai").getDouble("usd")).isPositive();
    HttpResponse<String> again = caller.post(CHAT, request("gpt-4o-mini"));
    assertThat(json(again).getJsonArray("choices")).isEqualTo(completion.getJsonArray("choices"));
  }

  @Test
  void keepsToAWordLimitInThePrompt() {
    JsonObject request = request("gpt-4o-mini");
    request.getJsonArray("messages").getJsonObject(0).put("content", "Write 20 to 40 words.");

    JsonObject message = message(caller.post(CHAT, request));

    String script = new JsonObject(message.getString("content")).getString("script");
    assertThat(script.split(" ").length).isBetween(8, 40);
  }

  @Test
  void refusesWhatOpenAiRefuses() {
    JsonObject old = request("gpt-5-mini").put("max_tokens", 100);
    JsonObject mute = request("gpt-4o-mini").put("messages", new JsonArray());

    assertThat(error(caller.post(CHAT, request("llama-9")), 404)).isEqualTo("model_not_found");
    assertThat(error(caller.post(CHAT, old), 400)).isEqualTo("unsupported_parameter");
    assertThat(error(caller.post(CHAT, mute), 400)).isNull();
    HttpResponse<String> noKey =
        caller.send(
            caller
                .request(CHAT)
                .setHeader("Authorization", "Bearer bad-key")
                .POST(BodyPublishers.ofString(mute.encode())));
    assertThat(error(noKey, 401)).isEqualTo("invalid_api_key");
    assertThat(caller.bill().getJsonObject("openai").getInteger("calls")).isZero();
  }

  @Test
  void refusesCutsFiltersAndFallsSilentWhenToldTo() {
    for (String kind : new String[] {"refusal", "length", "filter", "empty"}) {
      caller.fault("{\"provider\":\"openai\",\"kind\":\"" + kind + "\",\"times\":1}");
    }

    HttpResponse<String> refused = caller.post(CHAT, request("gpt-4o-mini"));
    HttpResponse<String> cut = caller.post(CHAT, request("gpt-4o-mini"));
    HttpResponse<String> filtered = caller.post(CHAT, request("gpt-4o-mini"));
    HttpResponse<String> empty = caller.post(CHAT, request("gpt-4o-mini"));

    assertThat(message(refused).getString("refusal")).isNotBlank();
    assertThat(message(refused).getString("content")).isNull();
    assertThat(cut.body()).contains("\"finish_reason\":\"length\"");
    assertThat(filtered.body()).contains("\"finish_reason\":\"content_filter\"");
    assertThat(message(empty).getString("content")).isEmpty();
    assertThat(caller.bill().getJsonObject("openai").getInteger("calls")).isEqualTo(4);
  }

  private static JsonObject message(HttpResponse<String> answer) {
    return json(answer).getJsonArray("choices").getJsonObject(0).getJsonObject("message");
  }

  private static String error(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    JsonObject error = json(answer).getJsonObject("error");
    assertThat(error.fieldNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
    return error.getString("code");
  }

  private static JsonObject request(String model) {
    Story story = new Newsroom(java.time.Instant.EPOCH).written().get(0);
    String article =
        "Title: Ferries go electric\nURL: https://example.com/ferries\nText:\n" + story.html();
    JsonObject properties = new JsonObject();
    properties.put("title", new JsonObject().put("type", "string"));
    properties.put("script", new JsonObject().put("type", "string"));
    properties.put("language", new JsonObject().put("type", "string"));
    properties.put("tags", new JsonObject().put("type", "array"));
    JsonObject schema = new JsonObject().put("type", "object").put("properties", properties);
    return new JsonObject()
        .put("model", model)
        .put(
            "messages",
            new JsonArray()
                .add(new JsonObject().put("role", "system").put("content", "You write news."))
                .add(new JsonObject().put("role", "user").put("content", article)))
        .put(
            "response_format",
            new JsonObject()
                .put("type", "json_schema")
                .put("json_schema", new JsonObject().put("name", "s").put("schema", schema)));
  }
}
