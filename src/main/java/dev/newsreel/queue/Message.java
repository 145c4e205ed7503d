package dev.newsreel.queue;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * One message as it was read from a queue.
 *
 * @param partition where it lies
 * @param key what it is about, such as a job's id
 * @param body what it says; the key when nothing else was said
 * @param attempt how often it has failed before
 * @param deliveries how often it was handed to a consumer, this time included; more than one means
 *     that a consumer died or fell silent
 * @param receipt the right to settle it
 */
record Message(
    Partition partition, String key, String body, int attempt, int deliveries, Receipt receipt) {

  /** The header that carries the key. */
  static final String KEY = "messageKey";

  static Message of(
      Partition partition, Receipt receipt, int deliveries, Map<String, String> fields) {
    String key = fields.getOrDefault("key", "");
    String body = fields.getOrDefault("body", "");
    String failed = fields.getOrDefault("attempt", "0");
    // One that cannot be read would keep its consumer from all the others.
    int attempt = failed.matches("\\d{1,9}") ? Integer.parseInt(failed) : 0;
    return new Message(partition, key, body.isEmpty() ? key : body, attempt, deliveries, receipt);
  }

  /** Puts messages into an exchange: the keys of all, or the only one with all that it says. */
  static void fill(Exchange exchange, List<Message> messages, boolean many) {
    if (many) {
      exchange.getMessage().setBody(messages.stream().map(Message::key).toList());
      return;
    }
    Message message = messages.get(0);
    exchange.getMessage().setBody(message.body());
    exchange.getMessage().setHeader(KEY, message.key());
    exchange.getMessage().setHeader("attempt", message.attempt());
    exchange.getMessage().setHeader("deliveries", message.deliveries());
    exchange.setProperty(Receipt.PROPERTY, message.receipt());
  }

  /** Returns the partition in whose stream the receipt's message lies. */
  static Partition partitionOf(Receipt receipt) {
    String stream = receipt.stream();
    return new Partition(
        Integer.parseInt(stream.substring(stream.indexOf('{') + 1, stream.indexOf('}'))));
  }
}
