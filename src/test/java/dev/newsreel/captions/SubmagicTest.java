package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.captions.CaptionOrders.Attempt;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.Json;
import dev.newsreel.job.Options;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmagicTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final CaptionOrders orders = orders("relay");

  private static CaptionOrders orders(String source) {
    return new CaptionOrders(REDIS.get(), new TestClock(), source);
  }

  private static JsonNode request(CaptionOrders of, Attempt attempt) {
    String json = of.submagic.request(attempt.job(), attempt.exchange());
    return Json.tree(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void sendsOnlyFieldsThatSubmagicKnowsAndAddressesOfThisAttempt() {
    Attempt attempt = orders.claim(SampleJobs.captioning(orders.jobs).id());

    JsonNode body = request(orders, attempt);

    Set<String> names = new TreeSet<>();
    body.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly("language", "templateName", "title", "videoUrl", "webhookUrl");
    assertThat(body.path("title").asText()).contains(attempt.job().id()).hasSizeLessThan(101);
    assertThat(body.path("language").asText()).isEqualTo("en");
    assertThat(body.path("templateName").asText()).isEqualTo("Sara");
    assertThat(body.path("videoUrl").asText())
        .isEqualTo("https://news.example.com/relay/" + attempt.relayToken() + ".mp4");
    assertThat(body.path("webhookUrl").asText())
        .isEqualTo("https://news.example.com/webhooks/submagic/" + attempt.webhookToken());
    assertThat(attempt.exchange().getMessage().getHeaders())
        .containsOnlyKeys("Content-Type", "x-api-key")
        .containsEntry("x-api-key", "test-key");
  }

  @Test
  void handsHeyGensOwnLinkOnWhenThereIsNoRelay() {
    CaptionOrders linked = orders("link");
    Attempt attempt = linked.claim(SampleJobs.captioning(linked.jobs).id());

    assertThat(request(linked, attempt).path("videoUrl").asText())
        .isEqualTo(SampleJobs.VIDEO.toString());
  }

  @Test
  void prefersWhatTheJobWants() {
    Options wanted = new Options(null, null, null, null, "Hormozi 2", "de", null, null, null);
    Attempt attempt = orders.claim(SampleJobs.captioning(orders.jobs, wanted).id());

    JsonNode body = request(orders, attempt);

    assertThat(body.path("templateName").asText()).isEqualTo("Hormozi 2");
    assertThat(body.path("language").asText()).isEqualTo("de");
  }

  @Test
  void readsTheProjectsIdFromTheAnswer() {
    VideoJob job = orders.claim(SampleJobs.captioning(orders.jobs).id()).job();
    Exchange exchange = TestExchanges.taken(job);

    VideoJob known =
        orders.submagic.readOrder(
            TestExchanges.answered(exchange, 201, "{\"id\":\"sm-7\",\"status\":\"processing\"}"));

    assertThat(known.submagic().projectId()).isEqualTo("sm-7");
    assertThat(known.submagic().orderedAt()).isEqualTo(TestClock.START);
    assertThat(job.merge(known).submagic().orders()).isEqualTo(job.submagic().orders());
  }

  @Test
  void doesNotKnowWhetherItHasOrderedWhenTheAnswerHasNoId() {
    VideoJob job = orders.claim(SampleJobs.captioning(orders.jobs).id()).job();
    Exchange exchange = TestExchanges.answered(TestExchanges.taken(job), 201, "<html>");

    CallFailed failure =
        catchThrowableOfType(CallFailed.class, () -> orders.submagic.readOrder(exchange));

    assertThat(failure).isInstanceOf(ProviderDown.class);
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
  }
}
