package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.TestRedis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.redis.processor.aggregate.RedisAggregationRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Why {@link ParkedJobs} exists. */
class StockRepositoryTest {

  private static final int KEYS = 150;

  private final Queue<String> joined = new ConcurrentLinkedQueue<>();

  private DefaultCamelContext node(String map) throws Exception {
    URI redis = URI.create(TestRedis.url());
    RedisAggregationRepository stock =
        new RedisAggregationRepository(map, redis.getHost() + ":" + redis.getPort(), false);
    stock.setUseRecovery(false);
    DefaultCamelContext context = new DefaultCamelContext();
    context.getShutdownStrategy().setTimeout(1);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:await")
                .aggregate(body(), (waiting, part) -> waiting == null ? part : waiting)
                .aggregationRepository(stock)
                .completionSize(2)
                .process(e -> joined.add(e.getMessage().getBody(String.class)));
          }
        });
    context.start();
    return context;
  }

  @Test
  void losesKeysWhenTwoNodesMeet() throws Exception {
    String map = "stock-" + UUID.randomUUID();
    try (DefaultCamelContext here = node(map);
        DefaultCamelContext there = node(map)) {
      ProducerTemplate left = here.createProducerTemplate();
      ProducerTemplate right = there.createProducerTemplate();
      List<String> keys = IntStream.range(0, KEYS).mapToObj(i -> "k" + i).toList();
      left.sendBody("direct:await", "warm");
      right.sendBody("direct:await", "warm");
      await("what does not race is joined").until(() -> joined.size() == 1);

      Pace.race(
          keys,
          Duration.ofMillis(6),
          k -> left.sendBody("direct:await", k),
          k -> right.sendBody("direct:await", k));
      AtomicInteger before = new AtomicInteger();
      await("all that is still to come")
          .during(Duration.ofMillis(300))
          .until(() -> before.getAndSet(joined.size()) == joined.size());

      assertThat(KEYS - (joined.size() - 1))
          .as(
              "keys that camel-redis lost. When it loses none any more, upstream has mended it:"
                  + " ParkedJobs can then be given up for it (see docs/decisions.md)")
          .isPositive();
    }
  }
}
