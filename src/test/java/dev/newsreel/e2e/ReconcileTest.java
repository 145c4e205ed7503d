package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With webhooks lost or late all jobs still finish, because providers are asked. */
class ReconcileTest {

  private static final Duration AFTER = Duration.ofMillis(250);
  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start("heygen.slots", "100");
    node = RunningNewsreel.start(providers, "reconcile.after", AFTER.toMillis() + "ms");
  }

  @AfterEach
  void clearFaults() {
    providers.clearFaults();
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  @Test
  void allJobsFinishWithEveryWebhookLost() {
    providers.fault("{'provider':'webhook','kind':'webhook_lost'}");

    List<String> ids = IntStream.range(0, 6).mapToObj(i -> node.api().accepted()).toList();

    ids.forEach(id -> node.api().awaitEnd(id, "done"));
    ids.forEach(ReconcileTest::assertBoughtOnce);
  }

  @Test
  void manyOverdueVideosShareOneBulkCallInEachPeriod() {
    providers.fault("{'provider':'webhook','call':'heygen','kind':'webhook_lost'}");
    int asked = providers.requests("heygen.statuses");
    long begin = System.nanoTime();

    List<String> ids = IntStream.range(0, 30).mapToObj(i -> node.api().accepted()).toList();
    ids.forEach(id -> node.api().awaitEnd(id, "done"));

    long periods = Duration.ofNanos(System.nanoTime() - begin).dividedBy(AFTER) + 2;
    assertThat(providers.requests("heygen.statuses") - asked)
        .as("calls in %d periods", periods)
        .isPositive()
        .isLessThanOrEqualTo((int) periods);
  }

  @ParameterizedTest
  @CsvSource({"heygen", "submagic"})
  void aWebhookThatComesAfterTheJobWentOnChangesNothing(String provider) {
    double delivered = providers.bill("/webhooks/delivered");
    providers.fault(
        "{'provider':'webhook','call':'%s','kind':'webhook_late','delay':'1500ms'}"
            .formatted(provider));
    String id = node.api().accepted();
    node.api().awaitEnd(id, "done");
    List<String> edges = node.api().edges(id);

    await()
        .pollInterval(Duration.ofMillis(50))
        .until(() -> providers.bill("/webhooks/delivered") >= delivered + 2);

    await().during(Duration.ofMillis(200)).until(() -> node.api().edges(id).equals(edges));
    assertBoughtOnce(id);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 403})
  void aQuestionThatFailsBeforeTheOrdersAnswerDoesNotUndoTheOrder(int status) {
    providers.fault(
        ("[{'provider':'submagic','call':'create','kind':'delay','delay':'400ms','times':1},"
                + "{'provider':'submagic','call':'get','kind':'status','status':%d,'times':1}]")
            .formatted(status));

    String id = node.api().accepted();

    node.api().awaitEnd(id, "done");
    assertBoughtOnce(id);
  }

  @Test
  void aLostOrderIsAdoptedThoughTheFirstQuestionAboutItFails() {
    providers.fault(
        "[{'provider':'submagic','call':'create','kind':'drop_after','times':1},"
            + "{'provider':'submagic','call':'get','kind':'status','status':500,'times':1}]");

    String id = node.api().accepted();

    node.api().awaitEnd(id, "done");
    assertBoughtOnce(id);
    assertThat(node.api().edges(id)).containsAnyOf("adopted", "completed");
  }

  private static void assertBoughtOnce(String id) {
    assertThat(providers.videosOf(id)).as("videos of %s", id).isEqualTo(1);
    assertThat(providers.projectsOf(id)).as("projects of %s", id).isEqualTo(1);
  }
}
