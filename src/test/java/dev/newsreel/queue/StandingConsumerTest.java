package dev.newsreel.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.watch.Figures;
import dev.newsreel.watch.Loop;
import dev.newsreel.watch.LoopsHealth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntUnaryOperator;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reader of a queue that hangs is found out, and one that was stopped is missed by nobody. */
class StandingConsumerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Redis redis = TestRedis.empty();
  private final Figures figures = Figures.in(new SimpleMeterRegistry(), PATIENCE);
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final DefaultCamelContext context = new DefaultCamelContext();

  @AfterEach
  void stop() {
    hanging.countDown();
    context.stop();
    redis.close();
  }

  private void start() throws Exception {
    RedisStreamComponent component = new RedisStreamComponent();
    component.setBlock(50);
    component.setRedis(redis);
    component.setNode("node");
    component.setFigures(figures);
    context.addComponent("redis-stream", component);
    context.getShutdownStrategy().setTimeout(1);
    context.getRegistry().bind("stuck", (IntUnaryOperator) this::hang);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("redis-stream:stuck?gate=#stuck").routeId("stuck").process(e -> {});
            from("redis-stream:well").routeId("well").process(e -> {});
          }
        });
    context.start();
  }

  private int hang(int wanted) {
    try {
      hanging.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return wanted;
  }

  private List<String> standing() {
    return figures.loops().overdue().stream().map(Loop::name).toList();
  }

  @Test
  void theOneThatHangsIsNamedAndTheNodeIsNotLive() throws Exception {
    start();
    LoopsHealth health = new LoopsHealth(figures.loops());

    await().until(() -> standing().equals(List.of("queue stuck")));

    assertThat(health.isLiveness()).isTrue();
    assertThat(health.call().getState()).isEqualTo(State.DOWN);
    hanging.countDown();
    await().until(() -> health.call().getState() == State.UP);
  }

  @Test
  void aRouteThatIsStoppedOnPurposeIsNotMissed() throws Exception {
    start();
    hanging.countDown();

    context.getRouteController().stopRoute("stuck");
    context.getRouteController().stopRoute("well");

    assertThat(figures.registry().find("loop.overdue").tag("loop", "queue well").gauge()).isNull();
    assertThat(figures.registry().find("loop.overdue").tag("loop", "due-timer").gauge())
        .isNotNull();
  }
}
