package dev.newsreel.door;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.newsreel.job.Json;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Compares a call with the contract before its route hears of it. */
final class RequestCheck implements Processor {

  private static final String BODY = "requestBody";
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final ObjectReader STRICT =
      Json.MAPPER
          .reader()
          .without(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .with(new FiniteNumbers())
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Supplier<Contract> contract;
  private final Function<JsonNode, List<Problem.Bad>> beyond;
  private final String path;
  private final List<String> names;
  private final Pattern shape;

  /**
   * Makes the check of one route.
   *
   * @param path with its parameters in braces
   * @param beyond tells what else is wrong with a body, even one that does not fit the contract
   */
  RequestCheck(
      Supplier<Contract> contract, String path, Function<JsonNode, List<Problem.Bad>> beyond) {
    this.contract = contract;
    this.beyond = beyond;
    this.path = path;
    this.names = PARAMETER.matcher(path).results().map(m -> m.group(1)).toList();
    this.shape = Pattern.compile(PARAMETER.matcher(path).replaceAll("([^/]*)") + "/?");
  }

  /** Returns the body of a call that has passed; without the fields that were null. */
  static JsonNode body(Exchange exchange) {
    return exchange.getProperty(BODY, JsonNode.class);
  }

  @Override
  public void process(Exchange exchange) {
    namePath(exchange);
    String method = exchange.getMessage().getHeader(Exchange.HTTP_METHOD, String.class);
    Operation operation = contract.get().operation(method, path).orElse(null);
    if (operation == null || operation.raw()) {
      return;
    }
    List<Problem.Bad> bad = new ArrayList<>(Query.check(exchange, operation.query()));
    checkHeaders(exchange, operation.headers(), bad);
    if (operation.body() != null) {
      JsonNode body = json(exchange);
      exchange.setProperty(BODY, body);
      bad.addAll(operation.body().check(body));
      bad.addAll(beyond.apply(body));
    }
    if (!bad.isEmpty()) {
      throw new BadRequest(Problem.invalid(bad));
    }
  }

  // Headers, query parameters and fields of a form have all come together here: the address wins.
  private void namePath(Exchange exchange) {
    String called = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
    Matcher parts = shape.matcher(called);
    if (parts.matches()) {
      for (int i = 0; i < names.size(); i++) {
        exchange.getMessage().setHeader(names.get(i), decoded(parts.group(i + 1)));
      }
    }
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  private static void checkHeaders(
      Exchange exchange, Map<String, Schema> known, List<Problem.Bad> bad) {
    HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
    known.forEach(
        (name, schema) -> {
          List<String> values = request.headers().getAll(name);
          if (values.size() > 1) {
            bad.add(new Problem.Bad(name, "must be given once"));
          } else if (!values.isEmpty()) {
            bad.addAll(schema.check(name, values.get(0)));
          }
        });
  }

  /**
   * Returns the body of a request that must be JSON.
   *
   * @throws BadRequest when something else was sent
   */
  private static JsonNode json(Exchange exchange) {
    String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
    String media = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals("application/json")) {
      throw new BadRequest(Problem.of(415, "unsupported_media_type", "Send application/json"));
    }
    try {
      byte[] bytes = exchange.getMessage().getBody(byte[].class);
      JsonNode body = STRICT.readTree(bytes == null ? new byte[0] : bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (IOException e) {
      // Answered like every other text that is no object.
    }
    throw new BadRequest(Problem.of(400, "malformed_json", "The body is not a JSON object"));
  }
}
