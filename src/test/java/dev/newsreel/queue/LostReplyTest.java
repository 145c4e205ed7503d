package dev.newsreel.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.watch.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a queue does when the write happened and its answer did not come. */
class LostReplyTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition HERE = new Partition(0);

  private static FaultyLine line;
  private static Redis far;
  private static DefaultCamelContext context;
  private static ProducerTemplate producer;

  private final StreamReader near = new StreamReader(REDIS.get(), HERE, "q", "near");
  private final StreamReader reader = new StreamReader(far, HERE, "q", "far");
  private final DueTimer timer =
      new DueTimer(far, context.getExecutorServiceManager(), Figures.unseen().loops());

  @BeforeAll
  static void connect() throws IOException {
    line = new FaultyLine(TestRedis.url());
    far = line.connect();
    RedisStreamComponent component = new RedisStreamComponent();
    component.setBlock(50);
    component.setRedis(far);
    component.setNode("far");
    context = new DefaultCamelContext();
    context.addComponent("redis-stream", component);
    context.start();
    producer = context.createProducerTemplate();
  }

  @AfterAll
  static void disconnect() {
    context.stop();
    far.close();
    line.close();
  }

  // A script that Redis does not know is sent twice; here only the second answer matters.
  @BeforeEach
  void teachAllScripts() {
    reader.createGroup();
    send("redis-stream:q", "warm", null);
    Message warm = reader.read(1, Duration.ZERO).get(0);
    reader.takeOver(1, Duration.ofHours(1));
    reader.retry(warm, null, "warm");
    timer.moveDue(HERE);
    REDIS.stream(HERE.dead("q")).delete();
  }

  private static void send(String to, String key, Receipt receipt) {
    producer.send(
        to,
        e -> {
          e.getMessage().setHeader(Message.KEY, key);
          e.getMessage().setBody("hello");
          e.setProperty(Receipt.PROPERTY, receipt);
        });
  }

  private Message read() {
    send("redis-stream:q", "k", null);
    return reader.read(1, Duration.ZERO).get(0);
  }

  private void losing(String marker, Runnable work) {
    int before = line.cuts();
    line.cutNextAnswerTo(marker);
    work.run();
    assertThat(line.cuts()).as("lost answers").isEqualTo(before + 1);
  }

  @Test
  void sendsOnce() {
    losing("hello", () -> send("redis-stream:q", "k", null));

    assertThat(REDIS.queue("q")).containsExactly(Map.of("key", "k", "body", "hello"));
  }

  @Test
  void handsOverOnceAndKnowsThatItDid() {
    Message message = read();

    losing("hello", () -> send("redis-stream:next?handOver=true", "k", message.receipt()));

    assertThat(message.receipt().isSettled()).isTrue();
    assertThat(REDIS.queue("q")).isEmpty();
    assertThat(REDIS.queue("next")).hasSize(1);
  }

  @Test
  void plansAFailedMessageOnce() {
    Message message = read();

    losing("broken", () -> reader.retry(message, Instant.now(), "broken"));

    assertThat(REDIS.queue("q")).isEmpty();
    assertThat(REDIS.due()).containsOnlyKeys("q|k|message");
    timer.moveDue(HERE);
    assertThat(REDIS.queue("q")).hasSize(1);
  }

  @Test
  void givesAMessageUpOnce() {
    Message message = read();

    losing("broken", () -> reader.retry(message, null, "broken"));

    assertThat(REDIS.stream(HERE.dead("q")).size()).isOne();
  }

  @Test
  void settlesOnce() {
    Message message = read();
    Message other = read();

    losing(message.receipt().entry(), () -> reader.settle(List.of(message)));

    assertThat(REDIS.queue("q")).hasSize(1);
    assertThat(reader.heartbeat(List.of(message, other)))
        .containsExactly(message.receipt().entry());
  }

  @Test
  void movesWhatIsDueOnce() {
    reader.retry(read(), Instant.now(), "broken");

    losing(HERE.due(), () -> timer.moveDue(HERE));

    assertThat(REDIS.queue("q"))
        .containsExactly(Map.of("key", "k", "body", "hello", "attempt", "1"));
    assertThat(REDIS.due()).isEmpty();
  }

  @Test
  void takesOverOnceAndLosesNothing() {
    near.createGroup();
    send("redis-stream:q", "k", null);
    assertThat(near.read(1, Duration.ZERO)).hasSize(1);
    Duration idle = Duration.ofMillis(700);
    await().pollDelay(idle).until(() -> true);

    List<Message> taken = new ArrayList<>();
    losing("\r\n700\r\n", () -> taken.addAll(reader.takeOver(5, idle)));
    // Claimed by the first attempt, of which nobody was told: it is idle anew, and claimed once
    // more.
    await().until(() -> !taken.isEmpty() || taken.addAll(reader.takeOver(5, idle)));

    assertThat(taken).extracting(Message::key).containsExactly("k");
    reader.settle(taken);
    assertThat(REDIS.queue("q")).isEmpty();
  }
}
