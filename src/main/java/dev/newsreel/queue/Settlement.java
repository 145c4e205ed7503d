package dev.newsreel.queue;

import dev.newsreel.watch.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of messages after their route: gone, again later, or dead. */
final class Settlement {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final RedisStreamEndpoint endpoint;
  private final Figures figures;

  Settlement(RedisStreamEndpoint endpoint) {
    this.endpoint = endpoint;
    this.figures = endpoint.getComponent().getFigures();
    List.of("done", "again", "dead", "left").forEach(outcome -> count(outcome, 0));
  }

  /** Settles what the route has not settled itself. */
  void finish(StreamReader reader, List<Message> batch, Exception failure) {
    List<Message> open = batch.stream().filter(m -> !m.receipt().isSettled()).toList();
    try {
      count("done", batch.size() - open.size());
      if (open.isEmpty()) {
        return;
      }
      if (failure == null) {
        reader.settle(open);
        count("done", open.size());
      } else if (isStore(failure)) {
        leave(open, failure);
      } else {
        open.forEach(m -> retry(reader, m, failure));
      }
    } catch (RedisException e) {
      leave(open, e);
    }
  }

  private void count(String outcome, int messages) {
    figures.count("queue.messages", messages, "queue", endpoint.getName(), "outcome", outcome);
  }

  // Redis in trouble is no fault of a message: no attempt is lost.
  private static boolean isStore(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RedisException) {
        return true;
      }
    }
    return false;
  }

  // Still pending: whoever sees it idle for long enough takes it over.
  private void leave(List<Message> open, Exception e) {
    String keys = open.stream().map(Message::key).collect(Collectors.joining(", "));
    count("left", open.size());
    LOG.warn("Queue {}: {} left for takeover: {}", endpoint.getName(), keys, e.toString());
    LOG.debug("The failure to settle {}", keys, e);
  }

  private void retry(StreamReader reader, Message message, Exception failure) {
    int most = endpoint.getMaxAttempts();
    boolean dead = most > 0 && message.attempt() + 1 >= most;
    count(dead ? "dead" : "again", 1);
    String verdict = dead ? "given up" : "comes again";
    LOG.warn("Queue {}: {} {}: {}", endpoint.getName(), message.key(), verdict, failure.toString());
    LOG.debug("The failure of {}", message.key(), failure);
    reader.retry(
        message, dead ? null : Instant.now().plus(delay(message)), String.valueOf(failure));
  }

  private Duration delay(Message message) {
    double doubled = endpoint.getBackoff().toMillis() * Math.pow(2, message.attempt());
    double capped = Math.min((double) endpoint.getMaxBackoff().toMillis(), doubled);
    return Duration.ofMillis(Math.round(capped * ThreadLocalRandom.current().nextDouble(0.5, 1)));
  }
}
