package dev.newsreel.job;

import dev.newsreel.redis.Lease;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What HeyGen offers, as all nodes have it in Redis. It is read anew by one node at a time, at most
 * once a minute; when that fails, the older reading stays.
 */
public final class OfferStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OfferStore.class);
  private static final Duration MEMORY = Duration.ofDays(7);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();
  private static final String AT = "at";
  private static final String ALL = "all";

  private final Redis redis;
  private final String key;
  private final Callable<Offer.All> reader;
  private final Options options;
  private final Lease lease;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(OfferStore::daemon);
  private Offer.All last;
  private CompletableFuture<Offer.All> reading;
  private long began;
  private volatile long lookAgain = System.nanoTime();
  private long tryAgain = System.nanoTime();

  /**
   * How the store behaves.
   *
   * @param account names the account, so that two accounts do not share a reading
   * @param oldest how old a reading may get
   * @param patience how long a caller waits for a reading; it goes on without him
   */
  public record Options(String account, Duration oldest, Duration patience, Clock clock) {}

  /**
   * Makes a store.
   *
   * @param reader asks HeyGen for everything; called by one thread at a time
   */
  public OfferStore(Redis redis, Callable<Offer.All> reader, Options options) {
    this.redis = redis;
    this.reader = reader;
    this.options = options;
    String name = "catalogue:" + Digest.of(options.account()).substring(0, 16);
    this.key = redis.partition(0).key(name);
    this.lease = new Lease(redis, redis.partition(0).key("lease:" + name));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "catalogue");
    thread.setDaemon(true);
    return thread;
  }

  Instant now() {
    return options.clock().instant();
  }

  /** Returns the last reading of any node; null when there is none, or Redis does not tell. */
  Offer.All stored() {
    if (System.nanoTime() - lookAgain < 0) {
      return last();
    }
    lookAgain = System.nanoTime() + PAUSE;
    try {
      String at = (String) redis.client().getMap(key).get(AT);
      Offer.All known = last();
      if (at == null || (known != null && known.at() == Long.parseLong(at))) {
        return known;
      }
      String all = (String) redis.client().getMap(key).get(ALL);
      return all == null ? known : keep(Json.read(all, Offer.All.class));
    } catch (RedisException e) {
      LOG.debug("The catalogue cannot be looked up", e);
      return last();
    }
  }

  private synchronized Offer.All last() {
    return last;
  }

  private synchronized Offer.All keep(Offer.All read) {
    last = read;
    return read;
  }

  /** Begins to read anew when the stored reading will soon be too old, or there is none. */
  void freshen() {
    Offer.All known = stored();
    Duration old = options.oldest().multipliedBy(9).dividedBy(10);
    if (known == null || now().isAfter(Instant.ofEpochMilli(known.at()).plus(old))) {
      var unused = begin();
    }
  }

  /**
   * Asks HeyGen anew, unless some node has begun to within the last minute, and waits for a while.
   *
   * @return the newest reading that is known then; null when there is none
   */
  Offer.All refresh() {
    CompletableFuture<Offer.All> begun = begin();
    try {
      return begun == null ? stored() : begun.get(left(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The catalogue was not read in time", e);
    }
    return last();
  }

  // Whoever comes later waits less: many callers together wait no longer than one.
  private synchronized long left() {
    return Math.max(0, began + options.patience().toNanos() - System.nanoTime());
  }

  private synchronized CompletableFuture<Offer.All> begin() {
    if (reading != null && !reading.isDone()) {
      return reading;
    }
    if (System.nanoTime() - tryAgain < 0 || !isTaken()) {
      return null;
    }
    began = System.nanoTime();
    reading = CompletableFuture.supplyAsync(this::read, thread);
    return reading;
  }

  private boolean isTaken() {
    tryAgain = System.nanoTime() + PAUSE;
    try {
      return lease.take(UUID.randomUUID().toString(), Catalogue.CERTAIN);
    } catch (RedisUnavailable e) {
      LOG.debug("The catalogue is not read while Redis is away", e);
      return false;
    }
  }

  private Offer.All read() {
    try {
      Offer.All read = reader.call();
      redis.client().getMap(key).put(ALL, Json.write(read));
      redis.client().getMap(key).put(AT, Long.toString(read.at()));
      redis.client().getMap(key).expire(MEMORY);
      return keep(read);
    } catch (Exception e) {
      LOG.warn("HeyGen's avatars and voices are not known anew: {}", e.toString());
      LOG.debug("Why the catalogue is not known", e);
      return last();
    }
  }

  /** Looks and asks again at once, as if some seconds had passed. */
  synchronized void forgetPauses() {
    lookAgain = System.nanoTime();
    tryAgain = System.nanoTime();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
