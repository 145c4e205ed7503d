package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.job.Audit;
import dev.newsreel.job.Change;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.StoredSample;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.trail.Proof;
import dev.newsreel.trail.TrailReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redisson.client.codec.StringCodec;

/** What releases have stored is read by this one, and written again as it was. */
class StoredSamplesTest {

  private static final Set<String> CHANGED = Set.of("version", "updated_at", "since");

  static List<SampleFiles> releases() {
    return SampleFiles.all();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everyKeyIsDescribed(SampleFiles release) {
    assertThat(release.undocumented()).isEmpty();
    assertThat(release.missing()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everyJobIsReadAndWrittenAgainAsItWas(SampleFiles release) {
    try (Redis redis = stored(release)) {
      JobStore jobs = jobs(redis);
      List<String> ids = ids(redis);
      Set<Status> seen = EnumSet.noneOf(Status.class);
      for (String id : ids) {
        VideoJob job = jobs.find(id).orElseThrow();
        seen.add(job.status());
        JsonNode before = data(redis, id);
        if (!job.status().ended()) {
          VideoJob saved = jobs.save(Change.keeping(job, job, "looked at"));
          assertThat(jobs.find(id)).contains(saved);
          assertThat(data(redis, id)).isEqualTo(before);
        }
        assertThat(job.later()).as("fields of " + id + " that are unknown").isNull();
      }
      assertThat(seen)
          .contains(Status.SCRIPTING, Status.RENDERING, Status.CAPTIONING)
          .contains(Status.DONE, Status.FAILED, Status.HELD, Status.CANCELLED);
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everythingAgrees(SampleFiles release) {
    try (Redis redis = stored(release)) {
      Audit.Report report = new Audit(redis, jobs(redis)).run();

      assertThat(report.faults()).isEmpty();
      assertThat(report.jobs()).isEqualTo(ids(redis).size()).isGreaterThan(10);
      assertThat(Proof.of(new TrailReader(redis), null).faults()).isEmpty();
      assertThat(new ApiKeys(redis, Clock.systemUTC()).all())
          .singleElement()
          .matches(key -> key.name().equals("desk") && !key.scopes().isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void aNodeStartsOnItAndShowsAllOfIt(SampleFiles release) {
    try (TestSandbox providers = TestSandbox.start();
        Redis redis = stored(release)) {
      redis.client().getKeys().delete("newsreel:{0}:keys");
      List<String> ids = ids(redis);
      try (RunningNewsreel node =
          RunningNewsreel.join(providers, "retry.longest", "20m", "retry.first", "10m")) {
        List<String> paths =
            new ArrayList<>(
                List.of("/feeds", "/spend", "/capacity", "/problems", "/audit", "/avatars"));
        ids.forEach(id -> paths.add("/videos/" + id));
        ids.forEach(id -> paths.add("/videos/" + id + "/events"));
        paths.add("/batches/" + batch(release));

        assertThat(paths)
            .allSatisfy(
                path ->
                    assertThat(Web.get(node.api().url("/api/v1" + path)).status()).isEqualTo(200));
        assertThat(node.api().videos()).hasSize(ids.size());
      }
    }
  }

  private static String batch(SampleFiles release) {
    return release.lines().stream()
        .map(line -> line.path("key").asText())
        .filter(key -> key.contains(":batch:"))
        .map(key -> key.substring(key.lastIndexOf(':') + 1))
        .findFirst()
        .orElseThrow();
  }

  private static Redis stored(SampleFiles release) {
    Redis redis = TestRedis.empty();
    StoredSample.store(redis, release.lines());
    return redis;
  }

  private static JobStore jobs(Redis redis) {
    return new JobStore(
        redis, "reader", Clock.systemUTC(), Duration.ofDays(30), (before, after) -> {});
  }

  private static List<String> ids(Redis redis) {
    List<String> ids = new ArrayList<>();
    redis
        .client()
        .<String>getScoredSortedSet(redis.partition(0).all(), StringCodec.INSTANCE)
        .readAll()
        .forEach(ids::add);
    assertThat(new JobIndex(redis).history(ids.get(0))).isNotEmpty();
    return ids;
  }

  /** Returns a job's JSON without what every edge changes. */
  private static JsonNode data(Redis redis, String id) {
    Map<String, String> hash =
        redis
            .client()
            .<String, String>getMap(redis.partition(0).job(id), StringCodec.INSTANCE)
            .readAllMap();
    ObjectNode data = Json.read(hash.get("data"), ObjectNode.class);
    data.remove(new TreeSet<>(CHANGED));
    return data;
  }
}
