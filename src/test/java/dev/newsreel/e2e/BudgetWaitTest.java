package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** More work than money, on two nodes. */
class BudgetWaitTest {

  private static long done(List<String> ids, RunningNewsreel node) {
    return ids.stream()
        .filter(id -> node.api().video(id).path("status").asText().equals("done"))
        .count();
  }

  @Test
  void jobsWaitVisiblyHoldNoSlotAndGoOnWhenTheCapIsRaised() {
    try (TestSandbox providers = TestSandbox.start()) {
      String[] poor = {"budget.daily-usd", "5", "budget.recheck", "200ms", "heygen.slots", "2"};
      List<String> ids;
      try (RunningNewsreel one = RunningNewsreel.start(providers, poor);
          RunningNewsreel two = RunningNewsreel.join(providers, poor)) {
        ids = Stream.generate(one.api()::accepted).limit(8).toList();
        await()
            .pollInterval(Duration.ofMillis(50))
            .until(() -> waiting(two) > 0 && done(ids, one) + waiting(two) == ids.size());

        assertThat(providers.bill("/total_usd")).isPositive().isLessThanOrEqualTo(5);
        assertWaits(one, ids);
      }
      try (RunningNewsreel rich =
          RunningNewsreel.join(providers, "budget.daily-usd", "500", "reconcile.after", "300ms")) {
        ids.forEach(id -> rich.api().awaitEnd(id, "done"));
        assertThat(providers.bill("/heygen/videos")).isEqualTo(8);
      }
    }
  }

  private static int waiting(RunningNewsreel node) {
    return spend(node).at("/waiting_for_money/jobs").asInt();
  }

  private static JsonNode spend(RunningNewsreel node) {
    return Web.get(node.api().url("/api/v1/spend")).json();
  }

  private static void assertWaits(RunningNewsreel node, List<String> ids) {
    String id =
        ids.stream()
            .filter(i -> node.api().video(i).path("status").asText().equals("rendering"))
            .findFirst()
            .orElseThrow();
    assertThat(node.api().video(id).path("waiting_for").asText()).startsWith("budget_day");
    assertThat(node.api().edges(id)).containsOnlyOnce("waiting");
    assertThat(spend(node).at("/caps/day/left_usd").asDouble()).isLessThan(5);
  }
}
