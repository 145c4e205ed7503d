package dev.newsreel.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.redis.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RStream;
import org.redisson.client.codec.StringCodec;

class RedisStreamTest {

  private final Redis redis = TestRedis.empty();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private DefaultCamelContext first;
  private DefaultCamelContext second;

  @BeforeEach
  void start() throws Exception {
    first = context("first");
    second = context("second");
  }

  @AfterEach
  void stop() {
    first.stop();
    second.stop();
    redis.close();
  }

  private DefaultCamelContext context(String node) throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    RedisStreamComponent component = new RedisStreamComponent();
    component.setBlock(50);
    component.setRedis(redis);
    component.setNode(node);
    context.addComponent("redis-stream", component);
    context.getShutdownStrategy().setTimeout(1);
    context.start();
    return context;
  }

  private static void route(DefaultCamelContext context, String from, Processor work)
      throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(from).routeId("work").process(work);
          }
        });
  }

  private void send(String key, String body) {
    send("redis-stream:q", key, body);
  }

  private void send(String to, String key, String body) {
    first.createProducerTemplate().sendBodyAndHeader(to, body, "messageKey", key);
  }

  private String next() throws InterruptedException {
    return seen.poll(60, TimeUnit.SECONDS);
  }

  private long length(String key) {
    RStream<String, String> stream = redis.client().getStream(key, StringCodec.INSTANCE);
    return stream.size();
  }

  private long pending() {
    RStream<String, String> stream =
        redis.client().getStream(new Partition(0).queue("q"), StringCodec.INSTANCE);
    return stream.getPendingInfo(Partition.GROUP).getTotal();
  }

  private static String said(Exchange exchange) {
    return exchange.getMessage().getBody(String.class);
  }

  @Test
  void deliversKeyAndBodyAndForgetsWhatIsDone() throws Exception {
    route(
        first,
        "redis-stream:q",
        e -> seen.add(e.getMessage().getHeader("messageKey") + "=" + said(e)));

    send("k", "hello");

    assertThat(next()).isEqualTo("k=hello");
    await().until(() -> length(new Partition(0).queue("q")) == 0);
    assertThat(pending()).isZero();
  }

  @Test
  void givesTheKeyAsBodyWhenNothingElseWasSaid() throws Exception {
    route(first, "redis-stream:q", e -> seen.add(said(e)));

    send("k", "");

    assertThat(next()).isEqualTo("k");
  }

  @Test
  void worksAtNoMoreMessagesAtOnceThanAllowed() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    route(
        first,
        "redis-stream:q?concurrency=3",
        e -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          seen.add(said(e));
          now.decrementAndGet();
        });

    for (int i = 0; i < 200; i++) {
      send("k" + i, "b");
    }

    await().until(() -> seen.size() == 200);
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void deliversAFailedMessageAgainWithItsBodyAndCount() throws Exception {
    route(
        first,
        "redis-stream:q?backoff=20",
        e -> {
          int attempt = e.getMessage().getHeader("attempt", Integer.class);
          if (attempt < 2) {
            throw new IllegalStateException("not yet");
          }
          seen.add(attempt + said(e));
        });

    send("k", "hello");

    assertThat(next()).isEqualTo("2hello");
    await().until(() -> length(new Partition(0).queue("q")) == 0);
  }

  @Test
  void keepsADeadMessageWithItsCause() throws Exception {
    route(
        first,
        "redis-stream:q?backoff=10&maxAttempts=2",
        e -> {
          throw new IllegalStateException("broken for good");
        });

    send("k", "hello");

    String dead = new Partition(0).dead("q");
    await().until(() -> length(dead) == 1);
    RedisScript all = new RedisScript("all", "return redis.call('XRANGE', KEYS[1], '-', '+')");
    assertThat(redis.list(all, List.of(dead)).toString())
        .contains("key, k,", "body, hello,", "attempt, 2,", "broken for good");
    assertThat(length(new Partition(0).queue("q"))).isZero();
  }

  @Test
  void takesOverWhatADeadConsumerLeft() throws Exception {
    StreamReader dead = new StreamReader(redis, new Partition(0), "q", "dead");
    dead.createGroup();
    send("k", "left");
    assertThat(dead.read(1, Duration.ZERO)).hasSize(1);

    route(
        second,
        "redis-stream:q?claimIdle=100",
        e -> seen.add(said(e) + e.getMessage().getHeader("deliveries")));

    assertThat(next()).isEqualTo("left2");
    await().until(() -> pending() == 0);
  }

  @Test
  void leavesAloneWhatALivingConsumerStillWorksAt() throws Exception {
    CountDownLatch finish = new CountDownLatch(1);
    route(
        first,
        "redis-stream:q?claimIdle=1500",
        e -> {
          seen.add("first");
          finish.await(60, TimeUnit.SECONDS);
        });
    send("slow", "b");
    assertThat(next()).isEqualTo("first");

    route(second, "redis-stream:q?claimIdle=1500", e -> seen.add("second:" + said(e)));
    // The later message proves that the second consumer has had time to look around.
    await().pollDelay(Duration.ofMillis(2500)).until(() -> true);
    send("other", "later");

    assertThat(next()).isEqualTo("second:later");
    finish.countDown();
    await().until(() -> pending() == 0);
    assertThat(seen).isEmpty();
  }

  @Test
  void refusesToSettleWhatOthersHaveTakenOver() {
    StreamReader paused = new StreamReader(redis, new Partition(0), "q", "paused");
    paused.createGroup();
    send("k", "b");
    Message message = paused.read(1, Duration.ZERO).get(0);
    StreamReader other = new StreamReader(redis, new Partition(0), "q", "other");
    Message taken = other.takeOver(1, Duration.ZERO).get(0);

    assertThat(paused.heartbeat(List.of(message))).containsExactly(message.receipt().entry());
    other.settle(List.of(taken));
    paused.retry(message, null, "late");

    assertThat(length(new Partition(0).dead("q"))).isZero();
  }

  @Test
  void deliversLaterWhatIsSentWithADelay() throws Exception {
    route(first, "redis-stream:q", e -> seen.add(said(e)));

    send("redis-stream:q?delay=2000", "late", "late");
    send("soon", "soon");

    assertThat(next()).isEqualTo("soon");
    assertThat(next()).isEqualTo("late");
  }

  @Test
  void handsOverInOneScript() throws Exception {
    first.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("redis-stream:q").routeId("work").to("redis-stream:next?handOver=true");
            from("redis-stream:next").routeId("next").process(e -> seen.add(said(e)));
          }
        });

    send("k", "onward");

    assertThat(next()).isEqualTo("onward");
    await().until(() -> length(new Partition(0).queue("q")) == 0);
  }

  @Test
  void readsNothingWhileSuspended() throws Exception {
    route(first, "redis-stream:q", e -> seen.add(said(e)));
    first.getRouteController().suspendRoute("work");
    await().pollDelay(Duration.ofMillis(700)).until(() -> true);
    send("k", "waits");
    await().pollDelay(Duration.ofMillis(700)).until(seen::isEmpty);

    first.getRouteController().resumeRoute("work");

    assertThat(next()).isEqualTo("waits");
  }

  @Test
  void finishesItsWorkBeforeItStops() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    first.getShutdownStrategy().setTimeout(10);
    route(
        first,
        "redis-stream:q",
        e -> {
          begun.countDown();
          await().pollDelay(Duration.ofMillis(300)).until(() -> true);
          seen.add("done");
        });
    send("k", "b");
    begun.await(60, TimeUnit.SECONDS);

    first.stop();

    assertThat(seen).containsExactly("done");
    assertThat(pending()).isZero();
  }

  @Test
  void givesManyKeysToOneExchangeWhenAskedTo() throws Exception {
    for (int i = 0; i < 30; i++) {
      send("k" + i, "");
    }

    route(
        first,
        "redis-stream:q?batch=100",
        e -> seen.add(Integer.toString(e.getMessage().getBody(List.class).size())));

    int sum = 0;
    while (sum < 30) {
      sum += Integer.parseInt(next());
    }
    assertThat(sum).isEqualTo(30);
    await().until(() -> length(new Partition(0).queue("q")) == 0);
  }
}
