package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More jobs than HeyGen has slots, on two nodes: none is refused. */
class SlotsOfHeyGenTest {

  @Test
  void waitInTheQueueAndAreNeverRefused() {
    try (TestSandbox providers = TestSandbox.start("heygen.slots", "3", "heygen.render", "150ms");
        RunningNewsreel one = RunningNewsreel.start(providers, "heygen.slots", "3");
        RunningNewsreel two = RunningNewsreel.join(providers, "heygen.slots", "3")) {
      List<String> ids = IntStream.range(0, 12).mapToObj(i -> one.api().accepted()).toList();

      ids.forEach(id -> one.api().awaitEnd(id, "done"));

      assertThat(providers.bill("/heygen/refused")).isZero();
      assertThat(providers.bill("/heygen/videos")).isEqualTo(12);
      assertThat(two.videos()).isNotNull();
    }
  }

  @Test
  void areLearntWhenTheAccountHasFewerThanTheSettingsSay() {
    try (TestSandbox providers = TestSandbox.start("heygen.slots", "3", "heygen.render", "1s");
        RunningNewsreel one = RunningNewsreel.start(providers, "heygen.slots", "10");
        RunningNewsreel two = RunningNewsreel.join(providers, "heygen.slots", "10")) {
      List<String> first = IntStream.range(0, 16).mapToObj(i -> one.api().accepted()).toList();
      first.forEach(id -> one.api().awaitEnd(id, "done"));
      assertThat(learnt(one)).isEqualTo(3);
      double learnt = providers.bill("/heygen/refused");
      List<String> then = IntStream.range(0, 6).mapToObj(i -> two.api().accepted()).toList();
      then.forEach(id -> one.api().awaitEnd(id, "done"));

      assertThat(providers.bill("/heygen/refused")).isEqualTo(learnt);
      assertThat(providers.bill("/heygen/videos")).isEqualTo(22);
    }
  }

  private static int learnt(RunningNewsreel node) {
    URI capacity = node.api().url("/api/v1/capacity");
    return Web.get(capacity).json().at("/slots/learnt").asInt();
  }
}
