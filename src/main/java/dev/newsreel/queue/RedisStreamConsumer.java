package dev.newsreel.queue;

import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.RedisUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one queue on this node: as many messages as there are free workers, never more, so that a
 * stopping node holds nothing that it does not work at.
 */
final class RedisStreamConsumer extends DefaultConsumer implements Suspendable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisStreamConsumer.class);
  private static final Duration BLOCK = Duration.ofMillis(500);
  private static final long PAUSE_MS = 100;

  private final RedisStreamEndpoint endpoint;
  private final List<StreamReader> readers = new ArrayList<>();
  private final Map<Message, StreamReader> working = new ConcurrentHashMap<>();
  private Semaphore free;
  private ExecutorService workers;
  private ExecutorService poller;
  private ScheduledExecutorService keeper;
  private volatile boolean running;
  private long nextTakeOver = System.nanoTime();

  RedisStreamConsumer(RedisStreamEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    String node = endpoint.getComponent().getNode();
    endpoint.redis().all().forEach(p -> readers.add(reader(p.number(), node)));
    readers.forEach(StreamReader::createGroup);
    free = new Semaphore(endpoint.getConcurrency());
    ExecutorServiceManager executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    String name = "redis-stream-" + endpoint.getName();
    // Cached, not fixed: the semaphore is the bound, and virtual threads stay possible.
    workers = executors.newCachedThreadPool(this, name);
    poller = executors.newSingleThreadExecutor(this, name + "-poller");
    keeper = executors.newSingleThreadScheduledExecutor(this, name + "-keeper");
    running = true;
    poller.execute(this::poll);
    long period = Math.max(20, endpoint.getClaimIdle().toMillis() / 4);
    var unused = keeper.scheduleWithFixedDelay(this::keep, period, period, TimeUnit.MILLISECONDS);
    endpoint.getComponent().startTimer();
  }

  private StreamReader reader(int partition, String node) {
    return new StreamReader(
        endpoint.redis(), endpoint.redis().partition(partition), endpoint.getName(), node);
  }

  @Override
  protected void doStop() throws Exception {
    running = false;
    ExecutorServiceManager executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    executors.shutdownGraceful(poller, 2000);
    executors.shutdownGraceful(workers, 2000);
    executors.shutdownNow(keeper);
    readers.clear();
    super.doStop();
  }

  private void poll() {
    while (running) {
      try {
        if (isSuspendingOrSuspended()) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } else if (free.tryAcquire(PAUSE_MS, TimeUnit.MILLISECONDS)) {
          readWith(1 + free.drainPermits());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  private void readWith(int permits) throws InterruptedException {
    // With one partition Redis wakes us; with several we look at each in turn.
    Duration block = readers.size() == 1 ? BLOCK : Duration.ZERO;
    int left = permits;
    try {
      boolean look = System.nanoTime() - nextTakeOver >= 0;
      for (StreamReader reader : readers) {
        if (look && left > 0) {
          int count = left * endpoint.getBatch();
          left -= dispatch(reader, reader.takeOver(count, endpoint.getClaimIdle()));
        }
        if (left > 0) {
          left -= dispatch(reader, reader.read(left * endpoint.getBatch(), block));
        }
      }
      if (look) {
        nextTakeOver = System.nanoTime() + endpoint.getClaimIdle().toNanos() / 4;
      }
    } finally {
      free.release(left);
    }
    if (left == permits && block.isZero()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS / 2);
    }
  }

  private void pauseAfter(RuntimeException e) {
    if (running) {
      LOG.debug("Queue {} cannot be read; trying again", endpoint.getName(), e);
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Starts one worker for each batch; returns how many permits they took over. */
  private int dispatch(StreamReader reader, List<Message> messages) {
    messages.forEach(m -> working.put(m, reader));
    int started = 0;
    for (int i = 0; i < messages.size(); i += endpoint.getBatch()) {
      List<Message> batch =
          List.copyOf(messages.subList(i, Math.min(messages.size(), i + endpoint.getBatch())));
      workers.execute(() -> work(reader, batch));
      started++;
    }
    return started;
  }

  private void work(StreamReader reader, List<Message> batch) {
    Exchange exchange = createExchange(false);
    try {
      fill(exchange, batch);
      getProcessor().process(exchange);
      finish(reader, batch, exchange.getException());
    } catch (Exception e) {
      finish(reader, batch, e);
    } finally {
      batch.forEach(working::remove);
      free.release();
      releaseExchange(exchange, false);
    }
  }

  private void fill(Exchange exchange, List<Message> batch) {
    if (endpoint.getBatch() > 1) {
      exchange.getMessage().setBody(batch.stream().map(Message::key).toList());
      return;
    }
    Message message = batch.get(0);
    exchange.getMessage().setBody(message.body());
    exchange.getMessage().setHeader(Message.KEY, message.key());
    exchange.getMessage().setHeader("attempt", message.attempt());
    exchange.getMessage().setHeader("deliveries", message.deliveries());
    exchange.setProperty(Receipt.PROPERTY, message.receipt());
  }

  private void finish(StreamReader reader, List<Message> batch, Exception failure) {
    List<Message> open = batch.stream().filter(m -> !m.receipt().isSettled()).toList();
    try {
      if (open.isEmpty()) {
        return;
      }
      if (failure == null) {
        reader.settle(open);
      } else {
        open.forEach(m -> retry(reader, m, failure));
      }
    } catch (RedisException | RedisUnavailable e) {
      // Still pending: whoever sees it idle for long enough takes it over.
      LOG.warn("Queue {}: {} left for takeover", endpoint.getName(), open, e);
    }
  }

  private void retry(StreamReader reader, Message message, Exception failure) {
    int most = endpoint.getMaxAttempts();
    boolean dead = most > 0 && message.attempt() + 1 >= most;
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

  // An exception that left this method would end the keeper for the life of the process.
  private void keep() {
    try {
      for (StreamReader reader : readers) {
        List<Message> ours = workingOf(reader);
        if (!ours.isEmpty()) {
          reader.heartbeat(ours);
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("Queue {}: keeping house failed; trying again", endpoint.getName(), e);
    }
  }

  private List<Message> workingOf(StreamReader reader) {
    Set<Map.Entry<Message, StreamReader>> entries = working.entrySet();
    return entries.stream().filter(e -> e.getValue() == reader).map(Map.Entry::getKey).toList();
  }
}
