package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one edge changes besides the job itself, as arguments of {@code edge.lua}. */
final class Effects {

  private final Partition partition;
  private final List<String> keys;
  private final Duration retention;
  private final List<Object> args = new ArrayList<>();

  /** Collects effects; their keys are appended to {@code keys}. Ended jobs are kept so long. */
  Effects(Partition partition, List<String> keys, Duration retention) {
    this.partition = partition;
    this.keys = keys;
    this.retention = retention;
  }

  /** Returns the flat argument list. */
  List<Object> args() {
    return args;
  }

  /** Adds all that follows from going from {@code before} (null: nothing) to {@code after}. */
  void edge(VideoJob before, VideoJob after) {
    String id = after.id();
    if (before == null) {
      add("ZADD", partition.all(), "0", id);
      add("HSET", partition.job(id), "flow", Flow.of(after.options()));
      if (after.options().feed() != null) {
        add("ZADD", partition.feed(after.options().feed()), "0", id);
      }
    }
    if (before == null || before.status() != after.status()) {
      if (before != null) {
        add("ZREM", partition.status(before.status().text()), id);
      }
      add("ZADD", partition.status(after.status().text()), "0", id);
    }
    found(before, after);
    wake(id, before == null ? null : before.wake(), after.wake());
    ending(before, after);
    StageTime.of(before, after).ifPresent(this::measured);
    String videoId = videoId(after);
    if (videoId != null && !videoId.equals(before == null ? null : videoId(before))) {
      add("HSET", partition.providerIds("heygen"), videoId, id);
    }
  }

  private void found(VideoJob before, VideoJob after) {
    FindText.changed(before, after)
        .ifPresent(text -> add("HSET", partition.job(after.id()), FindText.FIELD, text));
    String was = Cause.member(before);
    String is = Cause.member(after);
    if (was != null && !was.equals(is)) {
      add("ZREM", partition.stopped(), was);
    }
    if (is != null && !is.equals(was)) {
      add("ZADD", partition.stopped(), "0", is);
    }
  }

  private void measured(StageTime time) {
    String recent = partition.recent(time.stage().text());
    add("LPUSH", recent, time.text());
    add("LTRIM", recent, "0", Integer.toString(StageTime.KEPT - 1));
  }

  private void ending(VideoJob before, VideoJob after) {
    String id = after.id();
    boolean ends = after.status().ended() && (before == null || !before.status().ended());
    String retire = Partition.dueMember(Retirement.QUEUE, id);
    if (ends) {
      String at = Long.toString(after.updatedAt().plus(retention).toEpochMilli());
      add("ZADD", partition.due(), at, retire);
    } else if (before != null && before.status().ended() && !after.status().ended()) {
      add("ZREM", partition.due(), retire);
    }
    if (ends && after.isStoppedByPerson() && before.step() == Step.ORDERED) {
      lastLook(id, before);
    }
    if (ends && after.options().notifyUrl() != null) {
      add("XADD", partition.queue("notify"), "*", "key", id);
    }
  }

  // What a person has stopped is paid all the same: it is asked about even if no webhook comes.
  private void lastLook(String id, VideoJob before) {
    String queue = before.status() == Status.RENDERING ? "video-answers" : "captions-answers";
    if (before.wake().at() != null) {
      String at = Long.toString(before.wake().at().toEpochMilli());
      add("ZADD", partition.due(), at, Partition.dueMember(queue, id));
    }
  }

  private static String videoId(VideoJob job) {
    return job.heygen() == null ? null : job.heygen().videoId();
  }

  private void wake(String id, Wake before, Wake after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before != null && before.at() != null) {
      add("ZREM", partition.due(), Partition.dueMember(before.queue(), id));
    }
    if (before != null) {
      add("LEAVE", partition.queue(before.queue()), id);
    }
    if (after != null && after.at() == null) {
      add("ENTER", partition.queue(after.queue()), id);
    } else if (after != null) {
      String at = Long.toString(after.at().toEpochMilli());
      add("ZADD", partition.due(), at, Partition.dueMember(after.queue(), id));
    }
  }

  /** Adds what an edge has cost and saved to the books of its day and month. */
  void books(Event event, VideoJob before, VideoJob after) {
    Instant at = after.updatedAt();
    String day = partition.spend(Books.day(at).toString());
    Map<String, Long> entries = Books.entries(event, before, after);
    entries.forEach((field, units) -> add("HINCRBY", day, field, Long.toString(units)));
    if (!entries.isEmpty()) {
      add("PEXPIRE", day, Long.toString(Books.LIFE.toMillis()));
    }
    if (entries.containsKey(Books.TOTAL)) {
      String month = partition.spend(Books.month(at).toString());
      add("INCRBY", month, Long.toString(entries.get(Books.TOTAL)));
      add("PEXPIRE", month, Long.toString(Books.LIFE.toMillis()));
    }
  }

  /**
   * Adds the settling of a queue entry; null adds none. Whoever made the edge may do so, even when
   * another consumer has taken the entry over: no other edge came first, and this one's wake-up
   * replaces what the entry was for.
   */
  void settle(Receipt receipt) {
    if (receipt != null) {
      add("XACK", receipt.stream(), Partition.GROUP, receipt.entry());
      add("XDEL", receipt.stream(), receipt.entry());
    }
  }

  private void add(String command, String key, String... more) {
    int index = keys.indexOf(key);
    if (index < 0) {
      keys.add(key);
      index = keys.size() - 1;
    }
    args.add(command);
    args.add(Integer.toString(index + 1));
    args.add(Integer.toString(more.length));
    args.addAll(List.of(more));
  }
}
