package dev.newsreel.queue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that one consumer works at, and the heartbeat that keeps others from them. */
final class Working {

  private static final Logger LOG = LoggerFactory.getLogger(Working.class);

  private final String queue;
  private final Map<Message, StreamReader> working = new ConcurrentHashMap<>();

  Working(String queue) {
    this.queue = queue;
  }

  /** Begins to say, once in each period, that we still work at them. */
  void keep(ScheduledExecutorService keeper, long periodMillis) {
    var unused =
        keeper.scheduleWithFixedDelay(
            this::beat, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  void begin(StreamReader reader, List<Message> messages) {
    messages.forEach(m -> working.put(m, reader));
  }

  void end(List<Message> messages) {
    messages.forEach(working::remove);
  }

  // An exception that left this method would end the keeper for the life of the process.
  private void beat() {
    try {
      for (StreamReader reader : List.copyOf(working.values()).stream().distinct().toList()) {
        List<Message> ours = of(reader);
        if (!ours.isEmpty()) {
          reader.heartbeat(ours);
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("Queue {}: keeping house failed; trying again", queue, e);
    }
  }

  private List<Message> of(StreamReader reader) {
    return working.keySet().stream().filter(m -> working.get(m) == reader).toList();
  }
}
