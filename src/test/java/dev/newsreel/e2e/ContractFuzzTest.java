package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.e2e.ServedContract.Operation;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is one that the contract foresees, and it fits what was sent. */
class ContractFuzzTest extends OneNode {

  private static final ObjectReader STRICT =
      Json.MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<String> OTHER_TYPES =
      List.of(
          "text/plain",
          "application/json/x",
          "multipart/form-data",
          "multipart/form-data; boundary=a",
          "application/x-www-form-urlencoded");
  // They cannot be combined with just any other.
  private static final Set<String> ALONE = Set.of("feed", "cause", "to");
  private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 413, 414, 415, 422);

  private static ServedContract contract;
  private static String known;

  @BeforeAll
  static void prepare() {
    contract = ServedContract.of(node);
    known = node.api().accepted();
  }

  @Test
  void noRequestIsAnsweredOtherwiseThanPromised() {
    assertThat(faults(1, 12)).isEmpty();
  }

  @Test
  @Tag("campaign")
  void manyRequestsAreAnsweredAsPromised() {
    List<List<String>> faults =
        IntStream.range(2, 12).parallel().mapToObj(seed -> faults(seed, 60)).toList();

    assertThat(faults).allMatch(List::isEmpty);
  }

  /** Returns what was wrong after so many requests of each operation. */
  private static List<String> faults(long seed, int times) {
    List<String> faults = new ArrayList<>();
    Guesses guesses = new Guesses(seed);
    for (int i = 0; i < times; i++) {
      for (Operation operation : contract.operations()) {
        faults.addAll(new Attempt(operation, guesses).faults());
      }
    }
    return faults;
  }

  /** One request. */
  private static final class Attempt {

    private final Operation operation;
    private final Guesses guesses;
    private final List<String> headers = new ArrayList<>();
    private boolean fits = true;

    Attempt(Operation operation, Guesses guesses) {
      this.operation = operation;
      this.guesses = guesses;
    }

    List<String> faults() {
      String address = path() + query();
      byte[] body = body();
      boolean odd = key();
      String[] all = headers.toArray(String[]::new);
      Web.Reply reply =
          operation.path().equals("/api/v1/live")
              ? EventStream.begun(node.api().url(address), all)
              : Web.call(operation.method(), node.api().url(address), body, all);
      List<String> faults = new ArrayList<>(contract.faults(operation, reply));
      boolean refused = REFUSALS.contains(reply.status());
      if (!operation.raw() && !(fits && !odd) && !refused) {
        faults.add("should be refused, was " + reply.status());
      }
      if (!operation.raw() && fits && !odd && blames(reply)) {
        faults.add("should not be refused: " + reply.text());
      }
      String sent = new String(body, StandardCharsets.UTF_8);
      String about =
          " <- %s %s %s %s"
              .formatted(
                  operation.method(),
                  address,
                  headers,
                  sent.substring(0, Math.min(300, sent.length())));
      return faults.stream().map(fault -> fault + about).toList();
    }

    // An avatar or voice that HeyGen does not have fits all the same.
    private static boolean blames(Web.Reply reply) {
      List<String> fields = reply.json().path("errors").findValuesAsText("field");
      return reply.status() == 415
          || reply.status() == 400
          || fields.stream().anyMatch(field -> !field.endsWith("_id"));
    }

    private String path() {
      String given =
          switch (guesses.below(6)) {
            case 0 -> encoded(guesses.oddText()).replaceAll("^$", "x");
            case 1 -> "v_00000000000000000000000000";
            case 2 -> "sandbox-news";
            default -> known;
          };
      return operation.path().replaceAll("\\{\\w+}", given.replace("$", "%24"));
    }

    private String query() {
      List<String> parts = new ArrayList<>();
      for (JsonNode parameter : operation.parameters()) {
        String name = parameter.path("name").asText();
        boolean alone = ALONE.contains(name) && !parts.isEmpty();
        if (parameter.path("in").asText().equals("query") && !alone && guesses.chance(0.4)) {
          boolean good = guesses.chance(0.6);
          JsonNode schema = parameter.path("schema");
          String value = good ? guesses.fitting(schema).asText() : guesses.oddText();
          parts.add(name + "=" + encoded(value));
          fits &= good || fits(schema, value);
        }
      }
      if (guesses.chance(0.1)) {
        parts.add(parts.isEmpty() || guesses.chance(0.5) ? "colour=red" : parts.get(0));
        fits = false;
      }
      return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static boolean fits(JsonNode schema, String value) {
      return schema.path("type").asText().equals("string")
          && ServedContract.invalid(schema, Json.MAPPER.getNodeFactory().textNode(value)).isEmpty();
    }

    private byte[] body() {
      if (operation.body().isMissingNode()) {
        return new byte[0];
      }
      boolean json = guesses.chance(0.9);
      headers.addAll(List.of("Content-Type", json ? "application/json" : guesses.one(OTHER_TYPES)));
      byte[] body = guesses.body(operation.body());
      fits &= json && fits(body);
      return body;
    }

    private boolean fits(byte[] body) {
      try {
        // The validator writes numbers out.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (text.matches("(?s).*[:\\[,]-?[0-9.]+e-?[0-9]{3,}.*")) {
          return false;
        }
        JsonNode json = STRICT.readTree(body);
        withoutNulls(json, operation.body());
        return json.isObject() && ServedContract.invalid(operation.body(), json).isEmpty();
      } catch (JsonProcessingException e) {
        return false;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static void withoutNulls(JsonNode value, JsonNode schema) {
      if (value instanceof ObjectNode fields) {
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
          if (fields.path(field.getKey()).isNull()) {
            fields.remove(field.getKey());
          }
          withoutNulls(fields.path(field.getKey()), field.getValue());
        }
      }
    }

    /** Adds an Idempotency-Key now and then; returns whether it may be refused. */
    private boolean key() {
      boolean takes =
          operation.parameters().stream()
              .anyMatch(p -> p.path("name").asText().equals("Idempotency-Key"));
      if (!takes || !guesses.chance(0.3)) {
        return false;
      }
      String key = guesses.one(List.of("a b", "x".repeat(256), "ok"));
      headers.addAll(List.of("Idempotency-Key", key));
      return !key.equals("ok");
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }
}
