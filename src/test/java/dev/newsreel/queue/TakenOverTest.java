package dev.newsreel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node stood still, another one has taken its message over, and now the first one wakes. */
class TakenOverTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition HERE = new Partition(0);

  private final StreamReader paused = new StreamReader(REDIS.get(), HERE, "q", "paused");
  private final StreamReader owner = new StreamReader(REDIS.get(), HERE, "q", "owner");
  private final DefaultCamelContext context = new DefaultCamelContext();
  private Message stale;
  private Message taken;

  @BeforeEach
  void takeOver() {
    RedisStreamComponent component = new RedisStreamComponent();
    component.setBlock(50);
    component.setRedis(REDIS.get());
    component.setNode("paused");
    context.addComponent("redis-stream", component);
    context.start();
    paused.createGroup();
    handOver("redis-stream:q", null);
    stale = paused.read(1, Duration.ZERO).get(0);
    taken = owner.takeOver(1, Duration.ZERO).get(0);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private Exchange handOver(String to, Message message) {
    return context
        .createProducerTemplate()
        .send(
            to,
            e -> {
              e.getMessage().setHeader(Message.KEY, "k");
              e.getMessage().setBody("b");
              if (message != null) {
                e.setProperty(Receipt.PROPERTY, message.receipt());
              }
            });
  }

  private void assertStillOwned() {
    assertThat(owner.heartbeat(List.of(taken))).as("no longer the owner's").isEmpty();
    assertThat(REDIS.queue("q")).hasSize(1);
    assertThat(REDIS.due()).isEmpty();
    assertThat(REDIS.queue("q:dead")).isEmpty();
  }

  @Test
  void itsHeartbeatNeitherTakesTheMessageBackNorKeepsIt() {
    assertThat(paused.heartbeat(List.of(stale))).containsExactly(stale.receipt().entry());

    assertStillOwned();
  }

  @Test
  void itCannotSettleTheMessage() {
    paused.settle(List.of(stale));

    assertStillOwned();
  }

  @Test
  void itCannotPlanTheMessageForLater() {
    paused.retry(stale, Instant.now(), "late");

    assertStillOwned();
  }

  @Test
  void itCannotGiveTheMessageUp() {
    paused.retry(stale, null, "late");

    assertStillOwned();
  }

  @Test
  void itCannotHandTheMessageOn() {
    Exchange failed = handOver("redis-stream:next?handOver=true", stale);

    assertThat(failed.getException()).hasMessageContaining("taken over by another node");
    assertThat(REDIS.queue("next")).isEmpty();
    assertStillOwned();
  }

  @Test
  void theOwnerCanDoAllOfIt() {
    assertThat(handOver("redis-stream:next?handOver=true", taken).getException()).isNull();

    assertThat(REDIS.queue("next")).containsExactly(Map.of("key", "k", "body", "b"));
    assertThat(REDIS.queue("q")).isEmpty();
  }
}
