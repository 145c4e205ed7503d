package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.newsreel.ops.Promtool;
import dev.newsreel.redis.Redis;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each alert is provoked on real nodes and fires at a real Prometheus, and it ends when its cause
 * has ended. Only time runs faster.
 */
@Tag("campaign")
class AlertsTest {

  private static AlertStage stage;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Promtool.isThere("prometheus"), "Prometheus is not installed");
    stage = new AlertStage();
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @BeforeEach
  void nothingIsWrong() {
    stage.awaitQuiet();
  }

  @AfterEach
  void mend() {
    stage.providers.clearFaults();
    stage.awaitQuiet();
  }

  @Test
  void aProviderThatRefusesAllWork() {
    stage.providers.fault("{'provider':'heygen','call':'create','kind':'status','status':402}");
    List<String> ids = stage.posted(1);

    stage.awaitFiring("NewsreelProviderShut");

    stage.providers.clearFaults();
    stage.awaitDone(ids);
  }

  @Test
  void aProviderThatFailsAgainAndAgain() {
    stage.providers.fault("{'provider':'heygen','call':'create','kind':'status','status':500}");
    List<String> ids = stage.posted(8);

    stage.awaitFiring("NewsreelBreakerOpen");

    stage.providers.clearFaults();
    stage.awaitDone(ids);
  }

  @Test
  void videosThatNobodyCanMake() {
    stage.providers.fault("{'provider':'openai','kind':'refusal'}");
    String held = stage.node.api().accepted();
    stage.node.api().awaitEnd(held, "held");
    stage.awaitFiring("NewsreelJobsHeld");
    stage.node.api().act(held, "cancel");
    stage.providers.clearFaults();

    stage.providers.fault("{'provider':'heygen','call':'create','kind':'render_failed'}");
    stage.posted(4).forEach(id -> stage.node.api().awaitEnd(id, "failed"));

    stage.awaitFiring("NewsreelJobsFail");
  }

  @Test
  void webhooksThatDoNotCome() {
    stage.providers.fault("{'provider':'webhook','kind':'webhook_lost'}");

    List<String> ids = stage.posted(6);

    stage.awaitFiring("NewsreelWebhooksLost");
    stage.awaitDone(ids);
  }

  @Test
  void anAskerWhoNeverAnswers() {
    String told = ",\"notify_url\":\"http://" + stage.asker.hostAndPort() + "/told\"}";
    String article = Api.article("Silence", "A man has said nothing at all for a whole day.");
    String body = article.replaceFirst("}$", "") + told;
    for (int i = 0; i < 3; i++) {
      assertThat(stage.node.api().post(body).status()).isEqualTo(202);
    }
    stage.awaitFiring("NewsreelQueueStands");

    stage.asker.close();

    stage.awaitFiring("NewsreelDeadLetters");
    stage.server.ask("DEL newsreel:{0}:q:notify:dead");
  }

  @Test
  void aFeedThatCannotBeRead() {
    stage.providers.fault("{'provider':'feed','call':'feed','kind':'status','status':500}");
    stage.node.api().pollFeed("sandbox-news");

    stage.awaitFiring("NewsreelFeedFails");

    stage.providers.clearFaults();
    stage.node.api().pollFeed("sandbox-news");
  }

  @Test
  void aWebhookThatIsNotInOrder() {
    stage.providers.fault(
        "{'provider':'heygen','call':'webhooks.list','kind':'status','status':500}");
    try (Redis redis = Redis.connect(stage.server.url(), 1);
        Redis other = Redis.connect(stage.server.url() + "/1", 1)) {
      for (Redis each : List.of(redis, other)) {
        var fields = each.client().<String, String>getMap("newsreel:{0}:webhooks:heygen");
        List<String> checked = new ArrayList<>(fields.readAllKeySet());
        checked.removeIf(field -> !field.endsWith("|checked"));
        String old = Instant.now().minus(Duration.ofHours(1)).toString();
        stage.second.refuseWebhooks();
        checked.forEach(field -> fields.put(field, old));
      }
    }

    stage.awaitFiring("NewsreelWebhookNotInOrder");
    stage.second.mend();
  }

  @Test
  void webhooksThatNobodyHasSigned() {
    for (int i = 0; i < 20; i++) {
      Web.postJson(stage.node.api().url("/webhooks/heygen"), "{}");
    }

    stage.awaitFiring("NewsreelWebhooksRefused");
  }

  @Test
  void timersThatStandStill() {
    stage.server.ask("ZADD newsreel:{0}:due 1000 nobody");

    stage.awaitFiring("NewsreelTimersLate");

    stage.server.ask("ZREM newsreel:{0}:due nobody");
  }

  @Test
  void aRedisThatStandsStill() {
    stage.server.signal("STOP");

    stage.awaitFiring("NewsreelRedisAway", "NewsreelLoopStands");

    stage.server.signal("CONT");
  }

  @Test
  void aRedisThatCouldLoseJobsAndIsNearlyFull() {
    stage.server.ask("CONFIG SET appendfsync everysec");
    stage.awaitFiring("NewsreelRedisUnsafe");
    stage.server.ask("CONFIG SET appendfsync always");

    var used = Pattern.compile("used_memory:(\\d+)").matcher(stage.server.ask("INFO memory"));
    assertThat(used.find()).isTrue();
    stage.server.ask("CONFIG SET maxmemory " + Long.parseLong(used.group(1)) * 107 / 100);
    stage.awaitFiring("NewsreelRedisFull");
    stage.server.ask("CONFIG SET maxmemory 0");
  }

  @Test
  void moneyThatIsSpentAndRendersThatTakeLong() {
    List<String> ids = stage.second.spend();

    stage.awaitFiring("NewsreelBudgetNearlySpent", "NewsreelBudgetReached", "NewsreelProviderSlow");

    stage.second.cancel(ids);
  }

  @Test
  void aNodeThatIsGone() {
    stage.second.stop();

    stage.awaitFiring("NewsreelNodeDown");

    stage.second.startAgain();
  }
}
