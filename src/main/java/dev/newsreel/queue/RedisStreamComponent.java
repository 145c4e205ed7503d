package dev.newsreel.queue;

import dev.newsreel.redis.Redis;
import dev.newsreel.watch.Figures;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * Durable queues on Redis Streams: {@code redis-stream:name}.
 *
 * <p>A message is a key and an optional body. It is handed to one consumer of all nodes, is taken
 * over when that node dies, comes again with a growing delay when its route fails, and rests with
 * its cause in {@code name:dead} when it has failed too often. Delivery is at least once.
 */
@Component("redis-stream")
public final class RedisStreamComponent extends DefaultComponent {

  @Metadata(description = "The connection to use; found in the registry when not set")
  private Redis redis;

  @Metadata(description = "This node's name, unique among all nodes that share the Redis")
  private String node;

  @Metadata(
      description = "How often this node looks for messages that are due, in ms",
      defaultValue = "200")
  private long tick = 200;

  @Metadata(
      description = "How long one look for a new message lasts, in ms; a stop waits for its end",
      defaultValue = "500")
  private long block = 500;

  @Metadata(description = "Where it counts; found in the registry, else nobody sees it")
  private Figures figures;

  private DueTimer timer;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    RedisStreamEndpoint endpoint = new RedisStreamEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    if (redis == null) {
      redis = getCamelContext().getRegistry().findSingleByType(Redis.class);
    }
    if (figures == null) {
      Figures bound = getCamelContext().getRegistry().findSingleByType(Figures.class);
      figures = bound == null ? Figures.unseen() : bound;
    }
  }

  /** Starts the timer that moves due messages, with the first consumer. */
  synchronized void startTimer() {
    if (timer == null) {
      timer = new DueTimer(redis, getCamelContext().getExecutorServiceManager(), figures.loops());
      timer.start(tick);
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (timer != null) {
      timer.stop();
      timer = null;
    }
    super.doStop();
  }

  /** Returns the connection. */
  public Redis getRedis() {
    return redis;
  }

  /** Sets the connection to use. */
  public void setRedis(Redis redis) {
    this.redis = redis;
  }

  /** Returns where it counts. */
  public Figures getFigures() {
    return figures;
  }

  /** Sets where it counts. */
  public void setFigures(Figures figures) {
    this.figures = figures;
  }

  /** Returns this node's name. */
  public String getNode() {
    return node;
  }

  /** Sets this node's name. */
  public void setNode(String node) {
    this.node = node;
  }

  /** Returns how often this node looks for messages that are due, in ms. */
  public long getTick() {
    return tick;
  }

  /** Sets how often this node looks for messages that are due, in ms. */
  public void setTick(long tick) {
    this.tick = tick;
  }

  /** Returns how long one look for a new message lasts, in ms. */
  public long getBlock() {
    return block;
  }

  /** Sets how long one look for a new message lasts, in ms; a message ends it at once. */
  public void setBlock(long block) {
    this.block = block;
  }
}
