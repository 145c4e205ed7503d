package dev.newsreel.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * All that a Redis held at some moment, as text: one line of JSON for each key, with {@code key},
 * {@code type} and {@code value}. How long keys live is left out.
 */
public final class StoredSample {

  private static final RedisScript LOOK =
      new RedisScript(
          "look",
          """
          local kind = redis.call('TYPE', KEYS[1]).ok
          if kind == 'string' then return {kind, redis.call('GET', KEYS[1])} end
          if kind == 'hash' then return {kind, redis.call('HGETALL', KEYS[1])} end
          if kind == 'list' then return {kind, redis.call('LRANGE', KEYS[1], 0, -1)} end
          if kind == 'set' then return {kind, redis.call('SMEMBERS', KEYS[1])} end
          if kind == 'zset' then return {kind, redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')} end
          local groups = redis.call('XINFO', 'GROUPS', KEYS[1])
          local taken = groups[1] and redis.call('XPENDING', KEYS[1], groups[1][2], '-', '+', 1000) or {}
          local pending = {}
          for i, entry in ipairs(taken) do pending[i] = {entry[1], entry[2]} end
          return {kind, redis.call('XRANGE', KEYS[1], '-', '+'), groups[1] and groups[1][2] or '', pending}
          """);
  private static final RedisScript PUT =
      new RedisScript("put", "return tostring(redis.call(ARGV[1], KEYS[1], unpack(ARGV, 2)))");
  private static final RedisScript GROUP =
      new RedisScript(
          "group", "redis.call('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM') return 'ok'");
  private static final RedisScript TAKE =
      new RedisScript(
          "take",
          "redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', 1, 'STREAMS', KEYS[1], '>')"
              + " return 'ok'");

  private StoredSample() {}

  /** Returns the lines of all that is stored now, by the names of the keys. */
  public static List<String> read(Redis redis) {
    List<String> lines = new ArrayList<>();
    for (String key : new TreeSet<>(redis.client().getKeys().getKeysStream().toList())) {
      List<Object> found = redis.list(LOOK, List.of(key));
      ObjectNode line = Json.MAPPER.createObjectNode();
      line.put("key", key).put("type", (String) found.get(0));
      line.set("value", Json.MAPPER.valueToTree(found.get(1)));
      if (found.size() > 2) {
        line.put("group", (String) found.get(2));
        line.set("pending", Json.MAPPER.valueToTree(found.get(3)));
      }
      lines.add(Json.write(line));
    }
    return lines;
  }

  /** Returns the lines of a file. */
  public static List<JsonNode> of(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> Json.tree(line.getBytes(StandardCharsets.UTF_8)))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Stores all of it again. */
  public static void store(Redis redis, List<JsonNode> lines) {
    lines.forEach(line -> store(redis, line));
  }

  private static void store(Redis redis, JsonNode line) {
    String key = line.path("key").asText();
    JsonNode value = line.path("value");
    switch (line.path("type").asText()) {
      case "string" -> put(redis, key, "SET", List.of(value.asText()));
      case "hash" -> put(redis, key, "HSET", texts(value));
      case "list" -> put(redis, key, "RPUSH", texts(value));
      case "set" -> put(redis, key, "SADD", texts(value));
      case "zset" -> storeScored(redis, key, texts(value));
      default -> storeStream(redis, line);
    }
  }

  private static void storeScored(Redis redis, String key, List<String> pairs) {
    for (int i = 0; i < pairs.size(); i += 2) {
      put(redis, key, "ZADD", List.of(pairs.get(i + 1), pairs.get(i)));
    }
  }

  // What was pending comes first in a stream: it is read again by whoever had read it.
  private static void storeStream(Redis redis, JsonNode line) {
    String key = line.path("key").asText();
    for (JsonNode entry : line.path("value")) {
      List<String> all = new ArrayList<>(List.of(entry.path(0).asText()));
      all.addAll(texts(entry.path(1)));
      put(redis, key, "XADD", all);
    }
    String group = line.path("group").asText();
    if (!group.isEmpty()) {
      redis.text(GROUP, List.of(key), group);
      line.path("pending")
          .forEach(entry -> redis.text(TAKE, List.of(key), group, entry.path(1).asText()));
    }
  }

  private static void put(Redis redis, String key, String command, List<String> values) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(values);
    redis.text(PUT, List.of(key), arguments.toArray());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    ((ArrayNode) array).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
