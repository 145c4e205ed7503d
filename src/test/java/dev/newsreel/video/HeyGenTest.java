package dev.newsreel.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.Options;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeyGenTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final HeyGen heyGen = heyGen("heygen.avatar-id", "av-1", "heygen.voice-id", "vo-1");

  private HeyGen heyGen(String... settings) {
    return new HeyGen(jobs, TestSettings.with(settings).with("heygen.api-key", "test-key"));
  }

  private static JsonNode body(String json) {
    return Json.tree(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Set<String> names(JsonNode body) {
    Set<String> names = new TreeSet<>();
    body.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void savesTheClaimBeforeAnythingIsOrdered() {
    VideoJob job = SampleJobs.rendering(jobs);
    Exchange exchange = TestExchanges.message(job.id());

    VideoJob claimed = heyGen.claim(exchange);

    assertThat(jobs.find(job.id())).contains(claimed);
    assertThat(claimed.step()).isEqualTo(Step.CLAIMED);
    assertThat(claimed.heygen().claimedAt()).isEqualTo(TestClock.START);
    assertThat(claimed.heygen().generation()).isEqualTo(1);
    assertThat(exchange.isRouteStop()).isFalse();
  }

  @Test
  void ordersWithTheSameKeyAndBodyHoweverOftenItIsRepeated() {
    VideoJob job = SampleJobs.rendering(jobs);
    Exchange first = TestExchanges.message(job.id());
    Exchange second = TestExchanges.message(job.id());

    String once = heyGen.request(heyGen.claim(first), first);
    clock.advance(Duration.ofHours(1));
    String again = heyGen.request(heyGen.claim(second), second);

    assertThat(again).isEqualTo(once);
    assertThat(first.getMessage().getHeader("Idempotency-Key"))
        .isEqualTo(job.id() + ":video:1")
        .isEqualTo(second.getMessage().getHeader("Idempotency-Key"));
    assertThat(job.id() + ":video:1").matches("[A-Za-z0-9_:.-]{1,255}");
    assertThat(jobs.find(job.id()).orElseThrow().heygen().claimedAt()).isEqualTo(TestClock.START);
  }

  @Test
  void leavesAJobAloneThatIsOrderedOrPast() {
    VideoJob ordered = SampleJobs.videoOrdered(jobs);
    VideoJob past = SampleJobs.captioning(jobs);
    Exchange first = TestExchanges.message(ordered.id());
    Exchange second = TestExchanges.message(past.id());

    assertThat(heyGen.claim(first)).isNull();
    assertThat(heyGen.claim(second)).isNull();

    assertThat(first.isRouteStop()).isTrue();
    assertThat(second.isRouteStop()).isTrue();
    assertThat(jobs.find(ordered.id())).contains(ordered);
    assertThat(jobs.find(past.id())).contains(past);
  }

  @Test
  void sendsOnlyFieldsThatHeyGenKnows() {
    VideoJob job = SampleJobs.videoClaimed(jobs);
    Exchange exchange = TestExchanges.message(job.id());

    JsonNode body = body(heyGen.request(job, exchange));

    assertThat(names(body))
        .containsExactlyInAnyOrder(
            "type",
            "avatar_id",
            "script",
            "voice_id",
            "title",
            "callback_id",
            "aspect_ratio",
            "resolution");
    assertThat(body.path("type").asText()).isEqualTo("avatar");
    assertThat(body.path("avatar_id").asText()).isEqualTo("av-1");
    assertThat(body.path("voice_id").asText()).isEqualTo("vo-1");
    assertThat(body.path("script").asText()).isEqualTo(SampleJobs.SCRIPT.text());
    assertThat(body.path("callback_id").asText()).isEqualTo(job.id());
    assertThat(body.path("title").asText()).contains(job.id());
    assertThat(body.path("aspect_ratio").asText()).isEqualTo("9:16");
    assertThat(body.path("resolution").asText()).isEqualTo("1080p");
    assertThat(exchange.getMessage().getHeaders())
        .containsOnlyKeys("Content-Type", "x-api-key", "Idempotency-Key")
        .containsEntry("x-api-key", "test-key");
  }

  @Test
  void prefersWhatTheJobWantsToTheSettings() {
    Options wanted = new Options(null, "av-9", "vo-9", "1:1", null, null, null, null, null);
    VideoJob job = SampleJobs.rendering(jobs, wanted);
    Exchange exchange = TestExchanges.message(job.id());

    JsonNode body = body(heyGen.request(heyGen.claim(exchange), exchange));

    assertThat(body.path("avatar_id").asText()).isEqualTo("av-9");
    assertThat(body.path("voice_id").asText()).isEqualTo("vo-9");
    assertThat(body.path("aspect_ratio").asText()).isEqualTo("1:1");
  }

  @Test
  void leavesTheVoiceToTheAvatarWhenNoneIsSet() {
    VideoJob job = SampleJobs.videoClaimed(jobs);

    JsonNode body =
        body(heyGen("heygen.avatar-id", "av-1").request(job, TestExchanges.message(job.id())));

    assertThat(body.has("voice_id")).isFalse();
  }

  @Test
  void ordersNothingWithoutAnAvatar() {
    VideoJob job = SampleJobs.videoClaimed(jobs);

    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class, () -> heyGen().request(job, TestExchanges.message(job.id())));

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(failure.details().code()).isEqualTo("avatar_missing");
  }

  @Test
  void readsTheVideosIdFromTheAnswer() {
    VideoJob job = SampleJobs.videoClaimed(jobs);
    Exchange exchange = TestExchanges.taken(job);
    exchange.getMessage().setHeader("X-Request-Id", "req-1");

    VideoJob known =
        heyGen.readOrder(
            TestExchanges.answered(
                exchange, 200, "{\"data\":{\"video_id\":\"hv-7\",\"status\":\"waiting\"}}"));

    assertThat(known.id()).isEqualTo(job.id());
    assertThat(known.status()).isNull();
    assertThat(known.heygen().videoId()).isEqualTo("hv-7");
    assertThat(known.heygen().orderedAt()).isEqualTo(TestClock.START);
    assertThat(exchange.getProperty(ParkedJobs.EVENT))
        .isEqualTo(Event.of("ordered").with("heygen", "hv-7", "req-1"));
    assertThat(jobs.find(job.id()).orElseThrow().status()).isEqualTo(Status.RENDERING);
  }

  @Test
  void doesNotKnowWhetherItHasOrderedWhenTheAnswerHasNoId() {
    VideoJob job = SampleJobs.videoClaimed(jobs);
    for (String body : new String[] {"{}", "{\"data\":{}}", "<html>", ""}) {
      Exchange exchange = TestExchanges.answered(TestExchanges.taken(job), 200, body);

      CallFailed failure = catchThrowableOfType(CallFailed.class, () -> heyGen.readOrder(exchange));

      assertThat(failure).isInstanceOf(ProviderDown.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void namesTheEngineOnlyWhenItIsNotTheUsualOne() {
    Exchange exchange = TestExchanges.message(SampleJobs.rendering(jobs).id());
    VideoJob job = heyGen.claim(exchange);
    String[] older = {"heygen.engine", "avatar_iii", "heygen.avatar-id", "look-1"};

    String body = heyGen(older).request(job, exchange);

    assertThat(body(body).at("/engine/type").asText()).isEqualTo("avatar_iii");
    assertThat(body(heyGen.request(job, exchange)).has("engine")).isFalse();
  }

  @Test
  void tellsNoMoreWhyItHadToWaitOnceItOrders() {
    VideoJob waits =
        SampleJobs.edge(
            jobs,
            SampleJobs.rendering(jobs),
            d -> d.attempts = d.attempts.waiting("budget_day: the cap is reached"));

    VideoJob claimed = heyGen.claim(TestExchanges.message(waits.id()));

    assertThat(claimed.attempts().cause()).isNull();
  }
}
