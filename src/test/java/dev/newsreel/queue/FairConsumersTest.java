package dev.newsreel.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.job.Change;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Options;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Consumers of a fair queue: on two nodes, over many partitions, with lost answers. */
class FairConsumersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<String, IntUnaryOperator> gates = new HashMap<>();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  private void node(Redis redis, String name, String options, Processor work) throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    RedisStreamComponent component = new RedisStreamComponent();
    component.setBlock(50);
    component.setRedis(redis);
    component.setNode(name);
    context.addComponent("redis-stream", component);
    gates.forEach(context.getRegistry()::bind);
    context.getShutdownStrategy().setTimeout(1);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("redis-stream:script?fair=true&" + options).routeId("work").process(work);
          }
        });
    open.add(context);
    context.start();
  }

  private void watching(Redis redis, String name, String options) throws Exception {
    node(redis, name, options, e -> seen.add(e.getMessage().getHeader(Message.KEY, String.class)));
  }

  private static Set<String> accept(JobStore jobs, int count) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Options options = new Options("f" + i % 7, null, null, null, null, null, null, null, null);
      VideoJob job =
          VideoJob.accept(
              jobs.newId("job " + i), SampleJobs.ARTICLE, options, Clock.systemUTC().instant());
      jobs.accept(job, Map.of());
      ids.add(job.id());
    }
    return ids;
  }

  private void awaitEachOnce(Set<String> ids) {
    await().until(() -> seen.size() >= ids.size());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void workAtEachJobOnceOnTwoNodes() throws Exception {
    watching(REDIS.get(), "one", "concurrency=2");
    watching(REDIS.get(), "two", "concurrency=2");

    awaitEachOnce(accept(TestJobs.store(REDIS.get(), "n", Clock.systemUTC()), 300));
  }

  @Test
  void workOverManyPartitionsAndServeEachOfThem() throws Exception {
    Redis sixteen = Redis.connect(TestRedis.url(), 16);
    open.add(sixteen);
    JobStore jobs = TestJobs.store(sixteen, "n", Clock.systemUTC());
    sixteen
        .all()
        .forEach(p -> new StreamReader(sixteen, p, FairQueue.NAME, "mark", true).createGroup());
    Set<String> ids = accept(jobs, 160);
    watching(sixteen, "one", "concurrency=1");

    awaitEachOnce(ids);
    // The first partition has no privilege: its jobs are not all among the first.
    List<String> first = new ArrayList<>(seen).subList(0, 40);
    assertThat(first.stream().map(id -> id.substring(26)).distinct()).hasSizeGreaterThan(8);
  }

  @Test
  void waitInTheLineWhileTheGateIsShutAndKeepTheirOrder() throws Exception {
    AtomicBoolean gate = new AtomicBoolean();
    gates.put("gate", n -> gate.get() ? n : 0);
    watching(REDIS.get(), "one", "gate=#gate");
    FairQueue queue = new FairQueue(REDIS.get());
    queue.backlog(20, "a");
    VideoJob http = queue.accept("http", null, null);
    VideoJob high = queue.accept("high", null, "high");
    assertThat(queue.line()).hasSize(21);

    gate.set(true);

    await().until(() -> seen.size() == 22);
    assertThat(new ArrayList<>(seen).subList(1, 3)).containsExactly(high.id(), http.id());
  }

  @Test
  void loseNobodyWhenTheAnswerOfAnAdmissionIsLost() throws IOException {
    FaultyLine line = new FaultyLine(TestRedis.url());
    Redis far = line.connect();
    open.add(line);
    open.add(far);
    FairQueue queue = new FairQueue(REDIS.get());
    queue.reader.createGroup();
    StreamReader lossy = new StreamReader(far, FairQueue.HERE, FairQueue.NAME, "far", true);
    assertThat(lossy.read(1, Duration.ZERO)).isEmpty();
    Set<String> ids = accept(queue.jobs, 30);
    int before = line.cuts();

    line.cutNextAnswerTo("far");
    List<Message> told = lossy.read(10, Duration.ZERO);

    assertThat(line.cuts()).isEqualTo(before + 1);
    // Twenty were read, of ten nobody was told: they are taken over like those of a dead consumer.
    List<Message> found = new ArrayList<>(queue.reader.takeOver(100, Duration.ZERO));
    assertThat(found).hasSize(20).extracting(Message::key).containsAll(keys(told));
    found.addAll(queue.reader.read(100, Duration.ZERO));
    assertThat(keys(found)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(queue.turns().isExists()).isFalse();
  }

  private static List<String> keys(List<Message> messages) {
    return messages.stream().map(Message::key).toList();
  }

  @Test
  void enterTheLineOnceWhenTheAnswersAreLost() throws IOException {
    FaultyLine line = new FaultyLine(TestRedis.url());
    Redis far = line.connect();
    open.add(line);
    open.add(far);
    FairQueue queue = new FairQueue(REDIS.get());
    queue.reader.createGroup();
    FairQueue lossy = new FairQueue(far);
    lossy.backlog(2, "warm");
    lossy.moveDue();
    int before = line.cuts();

    line.cutNextAnswerTo("ENTER");
    VideoJob job = lossy.accept("a");
    assertThat(queue.turns().get("count:feed a")).isEqualTo("1");
    queue.jobs.save(
        Change.keeping(job, job.with(d -> d.wake = new Wake("script", Instant.EPOCH)), "x"));
    line.cutNextAnswerTo(FairQueue.HERE.due());
    lossy.moveDue();

    assertThat(line.cuts()).isEqualTo(before + 2);
    assertThat(lossy.line()).containsExactlyInAnyOrder("warm", "a");
    assertThat(queue.turns().get("count:feed a")).isEqualTo("1");
  }
}
