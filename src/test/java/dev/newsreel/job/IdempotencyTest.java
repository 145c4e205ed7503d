package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Idempotency.Known;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.client.codec.StringCodec;

class IdempotencyTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final String KEY = new Partition(0).key("request:key");

  private final Idempotency requests = new Idempotency(REDIS.get());

  private static void leaseEnds() {
    REDIS.get().client().getMap(KEY, StringCodec.INSTANCE).put("until", "1");
  }

  @Test
  void takesANewRequestWithTheIdOfferedForIt() {
    assertThat(requests.begin("key", "body", "v_1")).isEqualTo(new Known("new", "v_1"));
  }

  @Test
  void letsARepeatWaitWhileTheFirstIsWorkedAt() {
    requests.begin("key", "body", "v_1");

    assertThat(requests.begin("key", "body", "v_2")).isEqualTo(new Known("busy", null));
  }

  @Test
  void answersARepeatWithTheFirstAnswerEveryTime() {
    requests.begin("key", "body", "v_1");
    requests.done("key", "{\"id\":\"v_1\"}");

    Known done = new Known("done", "{\"id\":\"v_1\"}");
    assertThat(requests.begin("key", "body", "v_2")).isEqualTo(done);
    leaseEnds();
    assertThat(requests.begin("key", "body", "v_3")).isEqualTo(done);
  }

  @Test
  void refusesAnotherBodyBeforeAndAfterTheAnswer() {
    requests.begin("key", "body", "v_1");
    assertThat(requests.begin("key", "other", "v_2")).isEqualTo(new Known("other", null));

    requests.done("key", "answer");
    assertThat(requests.begin("key", "other", "v_3")).isEqualTo(new Known("other", null));
  }

  @Test
  void givesARepeatAfterACrashTheIdThatWasChosenFirst() {
    requests.begin("key", "body", "v_1");
    leaseEnds();

    assertThat(requests.begin("key", "body", "v_2")).isEqualTo(new Known("new", "v_1"));
    assertThat(requests.begin("key", "body", "v_3"))
        .as("leased anew")
        .isEqualTo(new Known("busy", null));
  }

  @Test
  void keepsRequestsApart() {
    requests.begin("key", "body", "v_1");

    assertThat(requests.begin("another", "body", "v_2")).isEqualTo(new Known("new", "v_2"));
  }

  @Test
  void remembersForADay() {
    requests.begin("key", "body", "v_1");
    requests.done("key", "answer");

    long left = REDIS.get().client().getMap(KEY, StringCodec.INSTANCE).remainTimeToLive();
    assertThat(Duration.ofMillis(left)).isBetween(Duration.ofHours(23), Duration.ofDays(1));
  }
}
