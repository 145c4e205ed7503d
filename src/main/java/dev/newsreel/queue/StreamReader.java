package dev.newsreel.queue;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/** One queue of one partition as one consumer sees it. */
final class StreamReader {

  private static final RedisScript GROUP = RedisScript.of(StreamReader.class, "group.lua");
  private static final RedisScript ADMIT =
      RedisScript.of(StreamReader.class, "admit.lua").with(RedisScript.LINE);
  private static final RedisScript SETTLE = RedisScript.of(StreamReader.class, "settle.lua");
  private static final RedisScript RETRY = RedisScript.of(StreamReader.class, "retry.lua");
  private static final RedisScript TAKEOVER = RedisScript.of(StreamReader.class, "takeover.lua");
  private static final RedisScript HEARTBEAT = RedisScript.of(StreamReader.class, "heartbeat.lua");

  private final Redis redis;
  private final Partition partition;
  private final String queue;
  private final String consumer;
  private final String stream;
  private final boolean fair;

  /** Reads a queue in the order in which its messages came. */
  StreamReader(Redis redis, Partition partition, String queue, String consumer) {
    this(redis, partition, queue, consumer, false);
  }

  /** Reads a queue, a fair one by way of its line. */
  StreamReader(Redis redis, Partition partition, String queue, String consumer, boolean fair) {
    this.redis = redis;
    this.fair = fair;
    this.partition = partition;
    this.queue = queue;
    this.consumer = consumer;
    this.stream = partition.queue(queue);
  }

  void createGroup() {
    redis.text(GROUP, List.of(stream), Partition.GROUP, fair ? "fair" : "");
  }

  /** Returns new messages; waits for the first one, but not longer than {@code block}. */
  List<Message> read(int count, Duration block) {
    try {
      List<Message> let = fair ? letIn(count) : List.of();
      return let.isEmpty() && !(fair && block.isZero()) ? next(count, block) : let;
    } catch (RedisException e) {
      if (isGroupMissing(e)) {
        createGroup();
        return List.of();
      }
      throw e;
    }
  }

  private static boolean isGroupMissing(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains("NOGROUP")) {
        return true;
      }
    }
    return false;
  }

  private List<Message> letIn(int count) {
    List<Object> rows =
        redis.list(
            ADMIT,
            List.of(stream),
            Partition.GROUP,
            consumer,
            Integer.toString(count),
            partition.job(""));
    return rows.stream().map(this::message).toList();
  }

  private List<Message> next(int count, Duration block) {
    StreamReadGroupArgs args = StreamReadGroupArgs.neverDelivered().count(count);
    if (!block.isZero()) {
      args.timeout(block);
    }
    Map<StreamMessageId, Map<String, String>> found =
        redis
            .client()
            .<String, String>getStream(stream, StringCodec.INSTANCE)
            .readGroup(Partition.GROUP, consumer, args);
    List<Message> messages = new ArrayList<>();
    if (found != null) {
      found.forEach((id, f) -> messages.add(message(id.toString(), 1, f)));
    }
    return messages;
  }

  private Message message(String id, int deliveries, Map<String, String> fields) {
    return Message.of(partition, new Receipt(stream, id, consumer), deliveries, fields);
  }

  /** Returns messages that somebody, perhaps we ourselves, has left alone for {@code idle}. */
  List<Message> takeOver(int count, Duration idle) {
    return redis
        .list(
            TAKEOVER,
            List.of(stream),
            Partition.GROUP,
            consumer,
            Long.toString(idle.toMillis()),
            Integer.toString(count))
        .stream()
        .map(this::message)
        .toList();
  }

  // A row is {id, deliveries, field, value, ...}.
  private Message message(Object row) {
    List<?> values = (List<?>) row;
    Map<String, String> fields = new HashMap<>();
    for (int i = 2; i + 1 < values.size(); i += 2) {
      fields.put((String) values.get(i), (String) values.get(i + 1));
    }
    int deliveries = Integer.parseInt((String) values.get(1));
    return message((String) values.get(0), deliveries, fields);
  }

  /** Says that we still work at these; returns the ids of those that are no longer ours. */
  List<Object> heartbeat(List<Message> messages) {
    List<Object> args = new ArrayList<>(List.of(Partition.GROUP, consumer));
    messages.forEach(m -> args.add(m.receipt().entry()));
    return redis.list(HEARTBEAT, List.of(stream), args.toArray());
  }

  void settle(List<Message> messages) {
    List<Object> args = new ArrayList<>(List.of(Partition.GROUP, consumer));
    messages.forEach(m -> args.add(m.receipt().entry()));
    redis.text(SETTLE, List.of(stream), args.toArray());
    messages.stream().map(Message::receipt).forEach(Receipt::settle);
  }

  /**
   * Takes a failed message out, to come again at {@code at}, or for good when that is null. Does
   * nothing when another consumer has taken it over.
   */
  void retry(Message message, Instant at, String cause) {
    redis.text(
        RETRY,
        List.of(stream, partition.due(), partition.delayed(queue), partition.dead(queue)),
        Partition.GROUP,
        message.receipt().entry(),
        message.key(),
        message.body(),
        Integer.toString(message.attempt() + 1),
        Partition.messageMember(queue, message.key()),
        at == null ? "" : Long.toString(at.toEpochMilli()),
        cause,
        Instant.now().toString(),
        consumer);
    message.receipt().settle();
  }
}
