package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes on one Redis: the order and its answer meet at the same moment. */
class ParkedJobsRaceTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final int KEYS = 300;

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", Clock.systemUTC());

  private List<String> waiting(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(SampleJobs.videoClaimed(jobs).id());
    }
    return ids;
  }

  @Test
  void losesAndDoublesNothingWhenOrderAndAnswerMeet() throws Exception {
    List<String> ids = waiting(KEYS);
    try (Redis second = Redis.connect(TestRedis.url(), 1);
        JoinNode here = new JoinNode(jobs);
        JoinNode there = new JoinNode(TestJobs.store(second, "node-2", Clock.systemUTC()))) {
      warmUp(here, there);

      Pace.race(ids, Duration.ofMillis(6), here::order, there::answer);

      assertThat(here.failures).isEmpty();
      assertThat(there.failures).isEmpty();
      assertEachJoinedOnce(ids);
      assertThatTheyReallyRaced(ids, here.meetings.get() + there.meetings.get());
    }
  }

  private void warmUp(JoinNode here, JoinNode there) {
    for (String id : waiting(20)) {
      here.order(id);
      there.answer(id);
    }
    REDIS.get().client().getKeys().delete("newsreel:{0}:q:captions");
    here.meetings.set(0);
    there.meetings.set(0);
  }

  private void assertEachJoinedOnce(List<String> ids) {
    List<String> handedOn = REDIS.queue("captions").stream().map(m -> m.get("key")).toList();
    assertThat(handedOn).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(ids)
        .allSatisfy(
            id -> assertThat(jobs.find(id).orElseThrow().status()).isEqualTo(Status.CAPTIONING));
    assertThat(REDIS.due()).isEqualTo(Map.of());
  }

  private void assertThatTheyReallyRaced(List<String> ids, int meetings) {
    int orderFirst = 0;
    int edges = 0;
    for (String id : ids) {
      List<String> history =
          new JobIndex(REDIS.get()).history(id).stream().map(Event::edge).toList();
      orderFirst += history.contains("ordered") ? 1 : 0;
      edges += history.contains("ordered") ? 2 : 1;
    }
    assertThat(orderFirst).as("orders that came first").isBetween(1, KEYS - 1);
    assertThat(meetings - edges).as("joins that another one overtook").isPositive();
  }
}
