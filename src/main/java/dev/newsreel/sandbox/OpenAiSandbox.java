package dev.newsreel.sandbox;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/**
 * OpenAI's Chat Completions under {@code /openai/v1}:
 * https://platform.openai.com/docs/api-reference/chat (read 2026-11-22).
 */
final class OpenAiSandbox {
  private static final int CHARS_PER_TOKEN = 4;

  private final Workshop shop;
  private final RefillingRate requests;
  private final RefillingRate tokens;
  private long replies;

  OpenAiSandbox(Workshop shop) {
    this.shop = shop;
    SandboxOptions.OpenAi options = shop.options().openai();
    long window = options.window().toMillis();
    requests = new RefillingRate("requests", options.requests(), window);
    tokens = new RefillingRate("tokens", options.tokens(), window);
  }

  void addTo(Router router) {
    router
        .route(HttpMethod.POST, "/openai/v1/chat/completions")
        .handler(new Door(shop, Provider.OPENAI, "chat", this::chat));
    router
        .route(HttpMethod.GET, "/openai/v1/models")
        .handler(new Door(shop, Provider.OPENAI, "models", this::models));
    router
        .route(HttpMethod.GET, "/openai/v1/models/:id")
        .handler(new Door(shop, Provider.OPENAI, "models", this::model));
    router.route("/openai/*").handler(Door.unknown(Provider.OPENAI));
  }

  /** What one completion costs, as the journal keeps it. */
  record Chat(int promptTokens, int completionTokens) {}

  /** Puts back one line of the journal. */
  void replay(String what, JsonObject entry) {
    if (what.equals("chat")) {
      charge(entry.mapTo(Chat.class));
    }
  }

  private boolean isOpened(Exchange exchange) {
    String key = exchange.header("Authorization");
    boolean bearer = key != null && key.startsWith("Bearer ");
    boolean opens = bearer && Door.opens(shop.options(), key.substring("Bearer ".length()).trim());
    if (!opens) {
      exchange.refuse(401, "invalid_api_key", "Incorrect API key provided.");
    }
    return opens;
  }

  private void models(Exchange exchange) {
    if (isOpened(exchange)) {
      exchange.send(200, Models.all());
    }
  }

  private void model(Exchange exchange) {
    String id = exchange.path("id");
    if (!isOpened(exchange)) {
      return;
    }
    if (Models.has(id)) {
      exchange.send(200, Models.one(id));
    } else {
      exchange.refuse(404, "model_not_found", "The model does not exist");
    }
  }

  private void chat(Exchange exchange) {
    if (!isOpened(exchange)) {
      return;
    }
    ChatRequest request = new ChatRequest(exchange.json());
    ChatRequest.Complaint wrong = request.complaint();
    if (wrong != null) {
      JsonObject body = Provider.OPENAI.error(wrong.status(), wrong.code(), wrong.message(), null);
      body.getJsonObject("error").put("param", wrong.param()).put("code", wrong.code());
      exchange.send(wrong.status(), body);
      return;
    }
    int need = tokens(request) + request.mostTokens();
    if (!requests.take(1) || !tokens.take(need)) {
      shop.bill().add("openai", "refused", 1);
      requests.tell(exchange);
      tokens.tell(exchange);
      int wait = Math.max(requests.secondsUntil(1), tokens.secondsUntil(need));
      exchange.refuse(429, null, "Rate limit reached", wait);
      return;
    }
    requests.tell(exchange);
    tokens.tell(exchange);
    shop.after(shop.scaled(shop.options().openai().reply()), () -> answer(exchange, request));
  }

  private static int tokens(ChatRequest request) {
    return (request.text(true).length() + request.text(false).length()) / CHARS_PER_TOKEN + 1;
  }

  private void answer(Exchange exchange, ChatRequest request) {
    String full = request.answer();
    Ending ending = ending(exchange, full);
    int said = (ending.content() == null ? 0 : ending.content().length()) / CHARS_PER_TOKEN + 1;
    int read = tokens(request);
    Chat chat = new Chat(read, said);
    charge(chat);
    shop.journal().write("chat", chat);
    long wait = shop.scaled(shop.options().openai().reply());
    exchange
        .reply("openai-processing-ms", Long.toString(wait))
        .reply("openai-version", "2020-10-01")
        .send(200, completion(request, ending, chat));
  }

  /**
   * How a completion ends.
   *
   * @param content what is said; null when it is refused
   * @param refusal why it is refused; null when it is not
   */
  private record Ending(String reason, String content, String refusal) {}

  private static Ending ending(Exchange exchange, String full) {
    if (exchange.suffers(FaultKind.REFUSAL)) {
      return new Ending("stop", null, "I can't help with that article.");
    }
    if (exchange.suffers(FaultKind.LENGTH)) {
      return new Ending("length", full.substring(0, full.length() / 2), null);
    }
    if (exchange.suffers(FaultKind.FILTER)) {
      return new Ending("content_filter", "", null);
    }
    return new Ending("stop", exchange.suffers(FaultKind.EMPTY) ? "" : full, null);
  }

  private JsonObject completion(ChatRequest request, Ending ending, Chat chat) {
    JsonObject message =
        new JsonObject()
            .put("role", "assistant")
            .put("content", ending.content())
            .put("refusal", ending.refusal())
            .put("annotations", new JsonArray());
    JsonObject choice =
        new JsonObject()
            .put("index", 0)
            .put("message", message)
            .putNull("logprobs")
            .put("finish_reason", ending.reason());
    return new JsonObject()
        .put("id", "chatcmpl-sandbox" + ++replies)
        .put("object", "chat.completion")
        .put("created", shop.now() / 1000)
        .put("model", request.model())
        .put("choices", new JsonArray().add(choice))
        .put("usage", usage(chat))
        .put("service_tier", "default");
  }

  private static JsonObject usage(Chat chat) {
    return new JsonObject()
        .put("prompt_tokens", chat.promptTokens())
        .put("completion_tokens", chat.completionTokens())
        .put("total_tokens", chat.promptTokens() + chat.completionTokens())
        .put(
            "prompt_tokens_details",
            new JsonObject().put("cached_tokens", 0).put("audio_tokens", 0))
        .put(
            "completion_tokens_details",
            new JsonObject().put("reasoning_tokens", 0).put("audio_tokens", 0));
  }

  private void charge(Chat chat) {
    SandboxOptions.OpenAi prices = shop.options().openai();
    double usd =
        (chat.promptTokens() * prices.usdPerMillionIn()
                + chat.completionTokens() * prices.usdPerMillionOut())
            / 1e6;
    shop.bill().add("openai", "calls", 1);
    shop.bill().add("openai", "prompt_tokens", chat.promptTokens());
    shop.bill().add("openai", "completion_tokens", chat.completionTokens());
    shop.bill().add("openai", "usd", usd);
  }
}
