package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobTimersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(2);

  private final JobTimers timers = new JobTimers(REDIS.get());
  private final String first = JobIds.next(0, 1);
  private final String second = JobIds.next(0, 2);
  private final String elsewhere = JobIds.next(1, 1);

  @Test
  void planAnotherLookAtManyJobsEachInItsPartition() {
    timers.postpone("look", List.of(first, elsewhere, second), TestClock.START);

    assertThat(REDIS.due())
        .isEqualTo(Map.of("look|" + first, TestClock.START, "look|" + second, TestClock.START));
    assertThat(REDIS.members(new Partition(1).due())).containsExactly("look|" + elsewhere);
  }

  @Test
  void moveALookThatIsPlannedAlreadyAndNoOther() {
    timers.postpone("look", List.of(first, second), TestClock.START);
    timers.postpone("other", List.of(first), TestClock.START);

    timers.postpone("look", List.of(first), TestClock.START.plusSeconds(5));

    assertThat(REDIS.due())
        .isEqualTo(
            Map.of(
                "look|" + first, TestClock.START.plusSeconds(5),
                "look|" + second, TestClock.START,
                "other|" + first, TestClock.START));
  }

  @Test
  void planNothingForNobody() {
    timers.postpone("look", List.of(), TestClock.START);

    assertThat(REDIS.due()).isEmpty();
  }

  @Test
  void putAJobIntoAQueueAtOnceAsOftenAsTheyAreTold() {
    timers.enqueue("look", first, "hv-1");
    timers.enqueue("look", first, "hv-1");
    timers.enqueue("look", elsewhere, "hv-2");

    Map<String, String> message = Map.of("key", first, "body", "hv-1");
    assertThat(REDIS.queue("look")).containsExactly(message, message);
    assertThat(REDIS.stream(new Partition(1).queue("look")).size()).isOne();
    assertThat(REDIS.due()).isEmpty();
  }
}
