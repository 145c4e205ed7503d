package dev.newsreel.trail;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisUnavailable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit trail. One thread writes for the whole node: what comes while it waits for Redis
 * goes with the next round trip.
 */
public final class Trail implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  // What nobody waits for goes with what somebody does, or after this time.
  private static final Duration QUIET = Duration.ofMillis(250);
  private static final int MOST_WAITING = 10_000;
  private static final int AT_ONCE = 200;

  private final Chain chain;
  private final Clock clock;
  private final String node;
  private final String host;
  private final BlockingQueue<Pending> urgent = new LinkedBlockingQueue<>(MOST_WAITING);
  private final BlockingQueue<Pending> later = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread writer;
  private volatile boolean open = true;

  /** One entry that is to be written; its number is told when it is. */
  record Pending(Entry entry, CompletableFuture<Long> number) {}

  /**
   * Opens the trail.
   *
   * @param node the name under which it writes
   */
  public Trail(Redis redis, Clock clock, String node) {
    this.chain = new Chain(redis, () -> open);
    this.clock = clock;
    this.node = node;
    this.host = hostName();
    this.writer = new Thread(this::write, "trail");
    writer.setDaemon(true);
    writer.start();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Returns the machine on which it writes. */
  String host() {
    return host;
  }

  /**
   * Writes an entry; when this returns it is durable.
   *
   * @return its number
   * @throws RedisUnavailable when that is not certain within four seconds. If it is written all the
   *     same, an outcome with status 503 follows it
   */
  public long write(Entry entry) {
    Pending pending = pending(entry);
    if (!open || !urgent.offer(pending)) {
      throw new RedisUnavailable("The audit trail takes no entries now", null);
    }
    try {
      return pending.number().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pending.number().cancel(false);
      throw new RedisUnavailable("Interrupted while the audit trail was written", e);
    } catch (ExecutionException | TimeoutException e) {
      pending.number().cancel(false);
      throw new RedisUnavailable("The audit trail cannot be written", e);
    }
  }

  /**
   * Writes an entry soon; nobody waits for it. While Redis is away it is kept in memory.
   *
   * @return false when there is no room, and it will never be written
   */
  public boolean soon(Entry entry) {
    return open && later.offer(pending(entry));
  }

  private Pending pending(Entry entry) {
    return new Pending(entry.stamped(clock.instant(), node, host), new CompletableFuture<>());
  }

  private void write() {
    List<Pending> batch = next();
    while (!batch.isEmpty() || open) {
      try {
        chain.append(batch, this::after);
      } catch (RuntimeException e) {
        LOG.error("The audit trail cannot be written", e);
      }
      batch = next();
    }
  }

  // The caller has been told that nothing was done, which is then what the trail must say.
  private void after(Pending pending, long number) {
    if (!pending.number().complete(number) && pending.entry().act() != null) {
      soon(Entry.outcome(new Entry.Outcome(number, 503, null, null, null)));
    }
  }

  private List<Pending> next() {
    List<Pending> batch = new ArrayList<>();
    try {
      Pending first = urgent.poll(open ? QUIET.toMillis() : 0, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open = false;
    }
    urgent.drainTo(batch, AT_ONCE - batch.size());
    later.drainTo(batch, AT_ONCE - batch.size());
    return batch;
  }

  /** Writes what is left, if Redis is there. A repeat is harmless. */
  @Override
  public void close() {
    open = false;
    try {
      writer.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
