package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.codec.StringCodec;

/** What a newer release has stored is kept, or left alone. */
class NewerShapeTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);

  private static String key(VideoJob job) {
    return new Partition(0).job(job.id());
  }

  private static JsonNode stored(VideoJob job) {
    return Json.read(REDIS.hash(key(job)).get("data"), JsonNode.class);
  }

  /** Changes a stored job as a newer release would have stored it. */
  private static void rewrite(VideoJob job, Consumer<ObjectNode> change) {
    ObjectNode data = (ObjectNode) stored(job);
    change.accept(data);
    REDIS
        .get()
        .client()
        .<String, String>getMap(key(job), StringCodec.INSTANCE)
        .put("data", Json.write(data));
  }

  /** Gives a part of a job a word that this release does not know. */
  private static void unknown(VideoJob job, String pointer) {
    int name = pointer.lastIndexOf('/') + 1;
    rewrite(
        job,
        data ->
            ((ObjectNode) data.at(pointer.substring(0, name - 1)))
                .put(pointer.substring(name), "reviewed"));
  }

  @Test
  void unknownFieldsStayWhenAnEdgeIsSaved() {
    VideoJob job = SampleJobs.captioning(jobs);
    rewrite(
        job,
        data -> {
          data.putObject("review").put("by", "desk");
          ((ObjectNode) data.path("options")).put("colour", "red");
          ((ObjectNode) data.path("heygen")).put("thumbnail", "t.png");
          ((ObjectNode) data.path("costs")).put("narration", 0.25);
        });

    VideoJob found = jobs.find(job.id()).orElseThrow();
    VideoJob saved = jobs.save(Change.keeping(found, found.advance(Status.PUBLISHING), "done"));

    JsonNode data = stored(job);
    assertThat(data.path("status").asText()).isEqualTo("publishing");
    assertThat(data.at("/review/by").asText()).isEqualTo("desk");
    assertThat(data.at("/options/colour").asText()).isEqualTo("red");
    assertThat(data.at("/heygen/thumbnail").asText()).isEqualTo("t.png");
    assertThat(data.at("/costs/narration").decimalValue()).isEqualByComparingTo("0.25");
    assertThat(jobs.find(job.id())).contains(saved);
  }

  @Test
  void whatAnEdgeMakesAnewIsNotMixedWithTheOld() {
    VideoJob job = SampleJobs.captioning(jobs);
    rewrite(
        job,
        data -> {
          ((ObjectNode) data.path("wake")).put("reason", "slot");
          ((ObjectNode) data.path("attempts")).put("kind", "x");
          ((ObjectNode) data.path("script")).put("mood", "sober");
        });

    VideoJob found = jobs.find(job.id()).orElseThrow();
    jobs.save(
        Change.keeping(found, found.advance(Status.PUBLISHING).with(d -> d.script = null), "done"));

    assertThat(stored(job).path("wake").has("reason")).isFalse();
    assertThat(stored(job).path("attempts").has("kind")).isFalse();
    assertThat(stored(job).has("script")).isFalse();
  }

  @Test
  void aJobWithoutUnknownFieldsHasNone() {
    VideoJob job = SampleJobs.captioning(jobs);

    assertThat(jobs.find(job.id()).orElseThrow().later()).isNull();
    assertThat(stored(job).has("later")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status", "/step"})
  void aJobThatIsFurtherThanThisReleaseKnowsIsRefusedByName(String pointer) {
    VideoJob job = SampleJobs.captioning(jobs);
    unknown(job, pointer);

    assertThatThrownBy(() -> jobs.find(job.id()))
        .isInstanceOf(NewerJob.class)
        .isNotInstanceOf(RedisUnavailable.class)
        .hasMessageEndingWith("at " + pointer.substring(1));
  }

  @Test
  void aPlaceDeepInsideIsNamed() {
    VideoJob job = SampleJobs.captioning(jobs);
    Failure why = new Failure("c", "m", Status.CAPTIONING, null, null, null, clock.instant());
    VideoJob held = jobs.save(Change.keeping(job, job.stop(Status.HELD, why), "held"));
    unknown(held, "/failure/step");

    assertThatThrownBy(() -> jobs.find(job.id())).hasMessageEndingWith("at failure.step");
  }

  @Test
  void whatIsNoJobAtAllIsRefusedAlike() {
    VideoJob job = SampleJobs.captioning(jobs);
    rewrite(job, data -> data.remove("article"));

    assertThatThrownBy(() -> jobs.find(job.id())).isInstanceOf(NewerJob.class);
  }

  @Test
  void manyAreFoundWithoutItAndItIsNamed() {
    VideoJob known = SampleJobs.captioning(jobs);
    clock.advance(Duration.ofSeconds(1));
    VideoJob newer = SampleJobs.captioning(jobs);
    unknown(newer, "/status");

    FoundJobs found = jobs.look(List.of(known.id(), newer.id(), JobIds.next(0, 1)));

    assertThat(found.jobs()).extracting(VideoJob::id).containsExactly(known.id());
    assertThat(found.newer()).containsExactly(newer.id());
    assertThat(new JobPages(REDIS.get()).page(JobPages.Wanted.ALL, "", 10).jobs())
        .extracting(VideoJob::id)
        .containsExactly(known.id());
    assertThat(new JobIndex(REDIS.get()).oldestLive()).map(VideoJob::id).contains(known.id());
  }

  @Test
  void theAuditSaysWhomToAsk() {
    VideoJob newer = SampleJobs.captioning(jobs);
    unknown(newer, "/step");

    assertThat(new Audit(REDIS.get(), jobs).run().faults())
        .contains(
            newer.id() + " is stored in a form that this release does not know: ask a newer one");
  }

  @Test
  void itIsNotForgottenWhenItsTimeSeemsToBeOver() {
    VideoJob newer = SampleJobs.captioning(jobs);
    unknown(newer, "/status");
    Map<String, String> before = REDIS.hash(key(newer));

    assertThatThrownBy(() -> new Retirement(REDIS.get(), jobs).retire(newer.id(), null))
        .isInstanceOf(NewerJob.class);

    assertThat(REDIS.hash(key(newer))).isEqualTo(before);
  }

  @Test
  void aLineOfTheHistoryIsReadWithoutTheWordThatIsUnknown() {
    Event line =
        Event.read(
            "{\"at\":\"2026-11-29T10:00:00Z\",\"node\":\"n\",\"edge\":\"reviewed\","
                + "\"status\":\"reviewing\",\"step\":\"seen\",\"mood\":3}");

    assertThat(line.edge()).isEqualTo("reviewed");
    assertThat(line.status()).isNull();
    assertThat(line.step()).isNull();
  }
}
