package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;

/** What the providers allow is kept by all nodes together, and nothing is lost by waiting. */
class ProviderLimitsTest {

  private static List<String> accepted(RunningNewsreel node, int count) {
    return IntStream.range(0, count).mapToObj(i -> node.api().accepted()).toList();
  }

  private static boolean isShut(String gate) {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      String key = redis.partition(0).key("gate:" + gate);
      return redis.client().getMap(key, StringCodec.INSTANCE).containsKey("shut_code");
    }
  }

  private static void assertNoneLostAnAttempt(RunningNewsreel node, List<String> ids) {
    for (String id : ids) {
      assertThat(node.api().edges(id)).doesNotContain("failed attempt");
    }
  }

  @Test
  void submagicRefusesNothingWhenItsWindowsAreSmall() {
    try (TestSandbox providers =
            TestSandbox.start(
                "submagic.window", "2s", "submagic.creates", "5", "submagic.gets", "8");
        RunningNewsreel one = RunningNewsreel.start(providers);
        RunningNewsreel two = RunningNewsreel.join(providers)) {
      List<String> ids = accepted(one, 12);

      ids.forEach(id -> two.api().awaitEnd(id, "done"));

      assertThat(providers.bill("/submagic/refused")).isZero();
      assertThat(providers.bill("/submagic/projects")).isEqualTo(12);
      assertNoneLostAnAttempt(one, ids);
    }
  }

  @Test
  void openAiRefusesNothingWhenItsRequestsComeBackSlowly() {
    try (TestSandbox providers = TestSandbox.start("openai.window", "2s", "openai.requests", "6");
        RunningNewsreel one = RunningNewsreel.start(providers);
        RunningNewsreel two = RunningNewsreel.join(providers)) {
      List<String> ids = accepted(one, 12);

      ids.forEach(id -> two.api().awaitEnd(id, "done"));

      assertThat(providers.bill("/openai/refused")).isZero();
    }
  }

  @Test
  void jobsOfAProviderThatWantsMoneyWaitAndGoOnByThemselves() {
    try (TestSandbox providers = TestSandbox.start();
        RunningNewsreel one = RunningNewsreel.start(providers, "provider.probe", "1s");
        RunningNewsreel two = RunningNewsreel.join(providers, "provider.probe", "1s")) {
      providers.fault("{'provider':'heygen','call':'create','kind':'status','status':402}");
      List<String> ids = accepted(one, 8);
      await().until(() -> isShut("heygen"));
      ids.forEach(id -> two.api().awaitStatus(id, "rendering"));
      int asked = providers.requests("heygen.create");

      providers.clearFaults();

      ids.forEach(id -> two.api().awaitEnd(id, "done"));
      assertThat(asked).as("only one at a time tried").isLessThan(8);
      assertThat(isShut("heygen")).isFalse();
      assertThat(providers.bill("/heygen/videos")).isEqualTo(8);
      assertNoneLostAnAttempt(one, ids);
    }
  }
}
