package dev.newsreel.queue;

import dev.newsreel.redis.Redis;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** A durable queue on Redis Streams. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "redis-stream",
    title = "Redis Stream",
    syntax = "redis-stream:name",
    category = {Category.MESSAGING})
public final class RedisStreamEndpoint extends DefaultEndpoint {

  @UriPath(description = "Name of the queue")
  @Metadata(required = true)
  private final String name;

  @UriParam(defaultValue = "1", description = "Consumer: how many messages are worked at at once")
  private int concurrency = 1;

  @UriParam(
      defaultValue = "1",
      description = "Consumer: most messages of one exchange; above 1 the body is a list of keys")
  private int batch = 1;

  @UriParam(
      defaultValue = "0",
      description = "Consumer: failures after which a message is dead; 0 means never")
  private int maxAttempts;

  @UriParam(
      defaultValue = "1s",
      description = "Consumer: delay after the first failure; it doubles, with jitter")
  private Duration backoff = Duration.ofSeconds(1);

  @UriParam(defaultValue = "5m", description = "Consumer: the longest delay after a failure")
  private Duration maxBackoff = Duration.ofMinutes(5);

  @UriParam(defaultValue = "6s", description = "Consumer: silence before others take over")
  private Duration claimIdle = Duration.ofSeconds(6);

  @UriParam(description = "Consumer: says how many of so many may be begun; all by default")
  private IntUnaryOperator gate = IntUnaryOperator.identity();

  @UriParam(
      defaultValue = "false",
      description = "Consumer: messages are jobs whose feeds take turns; the same on all nodes")
  private boolean fair;

  @UriParam(description = "Producer: delay before the message is delivered; none by default")
  private Duration delay = Duration.ZERO;

  @UriParam(
      defaultValue = "false",
      description = "Producer: settle the message that led to this one in the same script")
  private boolean handOver;

  RedisStreamEndpoint(String uri, RedisStreamComponent component, String name) {
    super(uri, component);
    this.name = name;
  }

  @Override
  public Producer createProducer() {
    return new RedisStreamProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    RedisStreamConsumer consumer = new RedisStreamConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public RedisStreamComponent getComponent() {
    return (RedisStreamComponent) super.getComponent();
  }

  Redis redis() {
    return getComponent().getRedis();
  }

  /** Returns the queue's name. */
  public String getName() {
    return name;
  }

  /** Returns how many messages are worked at at once. */
  public int getConcurrency() {
    return concurrency;
  }

  /** Sets how many messages are worked at at once; at least 1. */
  public void setConcurrency(int concurrency) {
    this.concurrency = concurrency;
  }

  /** Returns how many messages one exchange may carry. */
  public int getBatch() {
    return batch;
  }

  /** Sets how many messages one exchange may carry; at least 1. */
  public void setBatch(int batch) {
    this.batch = batch;
  }

  /** Returns after how many failures a message is dead; 0 means never. */
  public int getMaxAttempts() {
    return maxAttempts;
  }

  /** Sets after how many failures a message is dead; 0 means never. */
  public void setMaxAttempts(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  /** Returns the delay after the first failure. */
  public Duration getBackoff() {
    return backoff;
  }

  /** Sets the delay after the first failure. */
  public void setBackoff(Duration backoff) {
    this.backoff = backoff;
  }

  /** Returns the longest delay after a failure. */
  public Duration getMaxBackoff() {
    return maxBackoff;
  }

  /** Sets the longest delay after a failure. */
  public void setMaxBackoff(Duration maxBackoff) {
    this.maxBackoff = maxBackoff;
  }

  /** Returns the silence after which another node takes a message over. */
  public Duration getClaimIdle() {
    return claimIdle;
  }

  /** Sets the silence after which another node takes a message over. */
  public void setClaimIdle(Duration claimIdle) {
    this.claimIdle = claimIdle;
  }

  /** Returns who says how many of so many messages may be begun now. */
  public IntUnaryOperator getGate() {
    return gate;
  }

  /** Sets who says how many of so many messages may be begun now. */
  public void setGate(IntUnaryOperator gate) {
    this.gate = gate;
  }

  /** Returns whether the queue's messages are jobs whose feeds take turns. */
  public boolean isFair() {
    return fair;
  }

  /** Sets whether the queue's messages are jobs whose feeds take turns; the same on all nodes. */
  public void setFair(boolean fair) {
    this.fair = fair;
  }

  /** Returns the delay before a sent message is delivered. */
  public Duration getDelay() {
    return delay;
  }

  /** Sets the delay before a sent message is delivered. */
  public void setDelay(Duration delay) {
    this.delay = delay;
  }

  /** Returns whether sending settles the message that led to it. */
  public boolean isHandOver() {
    return handOver;
  }

  /** Sets whether sending settles the message that led to it, in the same script. */
  public void setHandOver(boolean handOver) {
    this.handOver = handOver;
  }
}
