package dev.newsreel.queue;

import dev.newsreel.job.LogMarks;
import dev.newsreel.redis.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one queue on this node: never more messages than there are free workers, so that a stopping
 * node holds nothing that it does not work at.
 */
final class RedisStreamConsumer extends DefaultConsumer implements Suspendable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisStreamConsumer.class);
  private static final long PAUSE_MS = 100;

  private final RedisStreamEndpoint endpoint;
  private final List<StreamReader> readers = new ArrayList<>();
  private final Working working;
  private Semaphore free;
  private ExecutorService workers;
  private ExecutorService poller;
  private ScheduledExecutorService keeper;
  private final Settlement settlement;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private Signs signs;
  private long nextTakeOver = System.nanoTime();
  private Duration block;
  private int turn;

  RedisStreamConsumer(RedisStreamEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.settlement = new Settlement(endpoint);
    this.working = new Working(endpoint.getName());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    String node = endpoint.getComponent().getNode();
    endpoint.redis().all().forEach(p -> readers.add(reader(p.number(), node)));
    readers.forEach(StreamReader::createGroup);
    // With one partition Redis wakes us; with several we look at each in turn.
    block = Duration.ofMillis(readers.size() == 1 ? endpoint.getComponent().getBlock() : 0);
    free = new Semaphore(endpoint.getConcurrency());
    ExecutorServiceManager executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    String name = "redis-stream-" + endpoint.getName();
    // Cached, not fixed: the semaphore is the bound, and virtual threads stay possible.
    workers = executors.newCachedThreadPool(this, name);
    poller = executors.newSingleThreadExecutor(this, name + "-poller");
    keeper = executors.newSingleThreadScheduledExecutor(this, name + "-keeper");
    signs = new Signs(endpoint.getComponent().getFigures().loops(), endpoint.getName());
    poller.execute(this::poll);
    long period = Math.max(20, endpoint.getClaimIdle().toMillis() / 4);
    working.keep(keeper, period);
    endpoint.getComponent().startTimer();
  }

  private StreamReader reader(int partition, String node) {
    Partition home = endpoint.redis().partition(partition);
    return new StreamReader(endpoint.redis(), home, endpoint.getName(), node, endpoint.isFair());
  }

  @Override
  protected void doStop() throws Exception {
    stopping.countDown();
    signs.end();
    ExecutorServiceManager executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    executors.shutdownGraceful(poller, 2000);
    executors.shutdownGraceful(workers, 2000);
    executors.shutdownNow(keeper);
    readers.clear();
    super.doStop();
  }

  private void poll() {
    while (stopping.getCount() > 0) {
      signs.looked();
      try {
        if (isSuspendingOrSuspended()) {
          pause(PAUSE_MS);
        } else if (free.tryAcquire(PAUSE_MS, TimeUnit.MILLISECONDS)) {
          signs.free();
          readWith(1 + free.drainPermits());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.debug("Queue {} cannot be read; trying again", endpoint.getName(), e);
        pause(PAUSE_MS);
      }
    }
  }

  private void readWith(int permits) {
    int shut = permits;
    int left = 0;
    try {
      left = endpoint.getGate().applyAsInt(permits);
      shut = permits - left;
      boolean look = System.nanoTime() - nextTakeOver >= 0;
      for (StreamReader reader : inTurn()) {
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
      free.release(shut + left);
    }
    boolean none = shut + left == permits;
    // What was begun at a narrow gate first goes through it; else more would be let in than may.
    if (shut == permits || (none ? block.isZero() : shut > 0)) {
      pause(PAUSE_MS / 2);
    }
  }

  // Another one is first each time: it may take all that there is to give.
  private List<StreamReader> inTurn() {
    List<StreamReader> order = new ArrayList<>(readers);
    Collections.rotate(order, turn++ % order.size());
    return order;
  }

  private void pause(long millis) {
    try {
      var unused = stopping.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts a worker for each batch; returns how many. */
  private int dispatch(StreamReader reader, List<Message> messages) {
    working.begin(reader, messages);
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
    LogMarks.begin(endpoint.getName(), batch.get(0).key());
    try {
      Message.fill(exchange, batch, endpoint.getBatch() > 1);
      getProcessor().process(exchange);
      settlement.finish(reader, batch, exchange.getException());
    } catch (Exception e) {
      settlement.finish(reader, batch, e);
    } finally {
      LogMarks.end();
      working.end(batch);
      free.release();
      signs.free();
      releaseExchange(exchange, false);
    }
  }
}
