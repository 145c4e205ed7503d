package dev.newsreel.load;

import dev.newsreel.job.WebhookSecret;
import dev.newsreel.redis.EmbeddedRedis;
import dev.newsreel.redis.InlineRedis;
import dev.newsreel.redis.Redis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The Redis of a load test: the one that Newsreel brings, with each write on disk. */
final class Store implements AutoCloseable {

  private final EmbeddedRedis redis;
  private final int port;
  private final long pid;

  private Store(EmbeddedRedis redis) {
    this.redis = redis;
    this.port = URI.create(redis.url()).getPort();
    this.pid = (long) number("process_id");
  }

  static Store start(Path folder) throws IOException {
    return new Store(EmbeddedRedis.start(folder));
  }

  String url() {
    return redis.url();
  }

  String version() {
    return text("redis_version");
  }

  /** Returns the memory that its data take, in bytes. */
  double memory() {
    return number("used_memory");
  }

  /** Returns how many commands it has run. */
  double commands() {
    return number("total_commands_processed");
  }

  /** Returns the processor time that it has used, in seconds. */
  double cpu() {
    return number("used_cpu_user") + number("used_cpu_sys");
  }

  /** Returns the most memory that its process has held, in MiB; null where nobody tells. */
  Double peak() {
    return ProcessMemory.peak(pid);
  }

  private double number(String field) {
    String text = text(field);
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  private String text(String field) {
    return InlineRedis.ask(port, "INFO")
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** Returns the secret with which HeyGen signs; empty before it has told it. */
  Optional<String> webhookSecret() {
    try (Redis client = Redis.connect(url(), 1)) {
      return new WebhookSecret(client).get();
    }
  }

  /** Ends it; nobody may be connected any more. A repeat is harmless. */
  @Override
  public void close() {
    redis.close();
    // Connections of nodes that were just killed may have kept it.
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }
}
