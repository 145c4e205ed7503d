package dev.newsreel.observe;

import dev.newsreel.job.JobIds;
import dev.newsreel.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lies in Redis at one moment, all partitions together; belongs to one thread while read. */
final class StoreFigures {

  private final Instant at;
  private final Map<Status, Long> jobs = new EnumMap<>(Status.class);
  private final Map<Status, Instant> oldest = new EnumMap<>(Status.class);
  private final Map<String, Queue> queues = new TreeMap<>();
  private long due;
  private Instant nextDue;
  private long waitingForMoney;

  /**
   * One queue.
   *
   * @param waiting messages that nobody works at, and jobs in its line
   * @param working messages that somebody works at
   * @param dead messages that were given up
   * @param first when the first of its messages came; null when there is none
   */
  record Queue(long waiting, long working, long dead, Instant first) {

    static final Queue EMPTY = new Queue(0, 0, 0, null);

    Queue plus(Queue other) {
      return new Queue(
          waiting + other.waiting,
          working + other.working,
          dead + other.dead,
          earlier(first, other.first));
    }
  }

  StoreFigures(Instant at) {
    this.at = at;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** Adds what {@code figures.lua} has told of one partition. */
  void add(List<Object> told, List<String> names) {
    Iterator<String> texts = told.stream().map(String::valueOf).iterator();
    due += Long.parseLong(texts.next());
    String next = texts.next();
    nextDue = next.isEmpty() ? nextDue : earlier(nextDue, time(next));
    waitingForMoney += Long.parseLong(texts.next());
    for (Status status : Status.values()) {
      jobs.merge(status, Long.parseLong(texts.next()), Long::sum);
      String first = texts.next();
      if (!first.isEmpty()) {
        oldest.merge(status, JobIds.time(first), StoreFigures::earlier);
      }
    }
    for (String name : names) {
      queues.merge(name, queue(texts), Queue::plus);
    }
  }

  private static Queue queue(Iterator<String> texts) {
    long messages = Long.parseLong(texts.next());
    long working = Long.parseLong(texts.next());
    long line = Long.parseLong(texts.next());
    long dead = Long.parseLong(texts.next());
    String first = texts.next();
    Instant since = first.isEmpty() ? null : time(first.substring(0, first.indexOf('-')));
    return new Queue(Math.max(0, messages - working) + line, working, dead, since);
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli((long) Double.parseDouble(millis));
  }

  /** Returns how many jobs are in a status. */
  long jobs(Status status) {
    return jobs.get(status);
  }

  /** Returns how long ago the oldest of them was accepted; zero when there is none. */
  Duration oldest(Status status) {
    return since(oldest.get(status));
  }

  /** Returns a queue. */
  Queue queue(String name) {
    return queues.getOrDefault(name, Queue.EMPTY);
  }

  /** Returns how long ago the first message of a queue came; zero when there is none. */
  Duration first(String queue) {
    return since(queue(queue).first());
  }

  /** Returns how many members the due sets have. */
  long due() {
    return due;
  }

  /** Returns for how long the first of them has been due; zero when none is. */
  Duration lag() {
    return since(nextDue);
  }

  /** Returns how many jobs wait for money. */
  long waitingForMoney() {
    return waitingForMoney;
  }

  private Duration since(Instant then) {
    return then == null || then.isAfter(at) ? Duration.ZERO : Duration.between(then, at);
  }
}
