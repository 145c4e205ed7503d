package dev.newsreel.queue;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.RedisScript;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Puts the body into a queue; header {@code messageKey} names it, else the exchange id does. */
final class RedisStreamProducer extends DefaultProducer {

  private static final RedisScript SEND = RedisScript.of(RedisStreamProducer.class, "send.lua");

  private final RedisStreamEndpoint endpoint;

  RedisStreamProducer(RedisStreamEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) throws CamelExchangeException {
    String key =
        exchange.getMessage().getHeader(Message.KEY, exchange.getExchangeId(), String.class);
    String body = exchange.getMessage().getBody(String.class);
    Receipt receipt = endpoint.isHandOver() ? Receipt.of(exchange) : null;
    if (send(key, body == null ? "" : body, receipt).equals("lost")) {
      throw new CamelExchangeException("The message was taken over by another node", exchange);
    }
    if (receipt != null) {
      receipt.settle();
    }
  }

  private String send(String key, String body, Receipt receipt) {
    int count = endpoint.redis().partitions();
    Partition p =
        receipt != null
            ? Message.partitionOf(receipt)
            : endpoint.redis().partition(Math.floorMod(key.hashCode(), count));
    String queue = endpoint.getName();
    String settled = receipt == null ? p.queue(queue) : receipt.stream();
    return endpoint
        .redis()
        .text(
            SEND,
            List.of(
                p.queue(queue),
                p.due(),
                p.delayed(queue),
                settled,
                p.key("sent:" + UUID.randomUUID())),
            key,
            body,
            Partition.messageMember(queue, key),
            dueTime(),
            Partition.GROUP,
            receipt == null ? "" : receipt.entry(),
            receipt == null ? "" : receipt.consumer());
  }

  private String dueTime() {
    return endpoint.getDelay().isZero()
        ? ""
        : Long.toString(System.currentTimeMillis() + endpoint.getDelay().toMillis());
  }
}
