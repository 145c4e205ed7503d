package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Audit;
import dev.newsreel.job.JobStore;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What we say that was spent is what the providers charge, whatever went wrong on the way. */
class SpendTest {

  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "budget.daily-usd", "500", "reconcile.after", "1s");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static JsonNode spend() {
    return Web.get(node.api().url("/api/v1/spend")).json();
  }

  private static String failedScripts() {
    providers.fault("{'provider':'openai','kind':'refusal','times':1}");
    String id = node.api().accepted();
    node.api().awaitEnd(id, "held");
    providers.clearFaults();
    return id;
  }

  private static void act(String id, String action) {
    Web.Reply reply = Web.postJson(node.api().url("/api/v1/videos/" + id + "/" + action), "{}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  // Its webhook never comes either: it is asked about when its time has come.
  private static String cancelledWhileItRenders() {
    providers.fault("{'provider':'webhook','call':'heygen','kind':'webhook_lost','times':1}");
    providers.fault("{'provider':'heygen','call':'get','kind':'delay','delay':'50ms','times':1}");
    String id = node.api().accepted();
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> node.api().edges(id).contains("ordered"));
    act(id, "cancel");
    return id;
  }

  @Test
  void equalsTheBillToTheCent() {
    int before = spend().path("videos").asInt();
    String refused = failedScripts();
    act(refused, "retry");
    // Each fault is for one job: the others must not come by meanwhile.
    node.api().awaitEnd(refused, "done");
    String cancelled = cancelledWhileItRenders();
    providers.fault("{'provider':'heygen','call':'create','kind':'render_failed','times':1}");
    String failed = node.api().accepted();
    node.api().awaitEnd(failed, "failed");
    act(failed, "retry");
    List<String> ids = List.of(refused, failed, node.api().accepted());

    ids.forEach(id -> node.api().awaitEnd(id, "done"));
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(() -> node.api().video(cancelled).path("cost_usd").asDouble() > 1);

    assertEqualToTheBill();
    assertThat(node.api().video(refused).path("cost_usd").decimalValue())
        .as("both scripts")
        .isGreaterThan(node.api().video(refused).at("/script/cost_usd").decimalValue());
    assertThat(spend().path("videos").asInt()).isEqualTo(before + 3);
    await().untilAsserted(() -> assertThat(spend().at("/reserved/total_usd").asDouble()).isZero());
    assertBalanced();
  }

  private static void assertEqualToTheBill() {
    JsonNode bill = providers.bill();
    JsonNode spend = spend();
    for (String provider : List.of("openai", "heygen", "submagic")) {
      assertThat(spend.at("/by_provider/" + provider).asDouble())
          .as("%s%n%s%n%s", provider, spend, bill)
          .isCloseTo(bill.at("/" + provider + "/usd").asDouble(), within());
    }
    assertThat(spend.path("total_usd").asDouble())
        .isPositive()
        .isCloseTo(bill.path("total_usd").asDouble(), within());
    assertThat(spend.at("/caps/day/spent_usd")).isEqualTo(spend.path("total_usd"));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.00001);
  }

  private static void assertBalanced() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      JobStore jobs =
          new JobStore(redis, "b", Clock.systemUTC(), Duration.ofDays(30), (before, after) -> {});
      assertThat(new Audit(redis, jobs).run().faults()).isEmpty();
    }
  }

  @Test
  void tellsBeforehandWhatAVideoWillCost() {
    Web.Reply reply = node.api().postArticle();
    double expected = reply.json().path("estimated_cost_usd").asDouble();

    JsonNode done = node.api().awaitEnd(reply.json().path("id").asText(), "done");

    double cost = done.path("cost_usd").asDouble();
    assertThat(expected).isBetween(cost / 3, cost * 3);
    assertThat(done.path("estimated_cost_usd").decimalValue())
        .isEqualByComparingTo(done.path("cost_usd").decimalValue());
  }

  @Test
  void refusesDaysThatAreNone() {
    String path = "/api/v1/spend?from=yesterday&to=2026-02-30";

    Web.Reply reply = Web.get(node.api().url(path));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("errors")).hasSize(2);
    assertThat(Web.get(node.api().url("/api/v1/spend?from=2026-03-02&to=2026-03-01")).status())
        .isEqualTo(422);
    assertThat(Web.get(node.api().url("/api/v1/spend?from=2020-03-02")).status()).isEqualTo(422);
    assertThat(
            Web.get(node.api().url("/api/v1/spend?from=2020-03-02&to=2020-03-03"))
                .json()
                .path("total_usd")
                .asInt())
        .isZero();
  }
}
