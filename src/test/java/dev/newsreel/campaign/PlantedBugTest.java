package dev.newsreel.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.e2e.RunningNewsreel;
import dev.newsreel.e2e.TestSandbox;
import dev.newsreel.e2e.Web;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;

/** The judge of the campaign sees what must not be: each bug is planted, and it is named. */
class PlantedBugTest {

  private static final Partition PARTITION = new Partition(0);
  private static TestSandbox providers;
  private static RunningNewsreel node;
  private static Redis redis;
  private static Judge judge;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers);
    redis = Redis.connect(TestRedis.url(), 1);
    judge = new Judge(redis, providers, node.videos());
  }

  @AfterEach
  void clearFaults() {
    providers.clearFaults();
  }

  @AfterAll
  static void stop() {
    node.close();
    redis.close();
    providers.close();
  }

  @Test
  void aJobThatWentWellIsNotBlamed() {
    String id = done();

    assertThat(blame(id)).isEmpty();
  }

  @Test
  void aSecondVideoIsSeen() {
    String id = done();

    order("/heygen/v3/videos", heyGenOrder(id));

    assertThat(blame(id)).singleElement().asString().contains("2 HeyGen videos");
  }

  @Test
  void aSecondPaidProjectIsSeen() {
    String id = done();
    double paid = providers.bill().at("/submagic/paid").asDouble();

    order("/submagic/v1/projects", submagicOrder(id));
    Awaitility.await().until(() -> providers.bill().at("/submagic/paid").asDouble() > paid);

    assertThat(blame(id)).singleElement().asString().contains("2 Submagic projects");
  }

  @Test
  void aPurchaseForNobodyIsSeen() {
    String stranger = "v_nobody" + System.nanoTime();

    order("/heygen/v3/videos", heyGenOrder(stranger));

    assertThat(blame(stranger, List.of())).anyMatch(fault -> fault.contains("bought for"));
  }

  @Test
  void aMissingIndexEntryIsSeen() {
    String id = done();

    redis.client().getScoredSortedSet(PARTITION.status("done"), StringCodec.INSTANCE).remove(id);

    assertThat(blame(id)).singleElement().asString().contains("the index of DONE disagrees");
  }

  @Test
  void aJobThatWasAcceptedAndIsLostIsSeen() {
    String id = done();

    redis.client().getKeys().delete(PARTITION.job(id));

    assertThat(blame(id)).anyMatch(fault -> fault.contains("accepted and does not exist"));
    assertThat(judge.allEnded(new HashSet<>(Set.of(id)))).isFalse();
  }

  @Test
  void aJobThatNothingWakesIsSeen() {
    providers.fault("{'provider':'webhook','call':'heygen','kind':'webhook_lost'}");
    String id = node.api().accepted();
    node.api().awaitEdge(id, "ordered");
    var due = redis.client().<String>getScoredSortedSet(PARTITION.due(), StringCodec.INSTANCE);
    Awaitility.await().until(() -> due.stream().anyMatch(member -> member.endsWith("|" + id)));

    due.stream().filter(member -> member.endsWith("|" + id)).toList().forEach(due::remove);

    assertThat(blame(id)).anyMatch(fault -> fault.contains("nothing wakes it"));
    assertThat(judge.allEnded(new HashSet<>(Set.of(id)))).isFalse();
  }

  @Test
  void aJobThatStoppedForAnotherReasonIsSeen() {
    providers.fault("{'provider':'openai','kind':'refusal','times':1}");

    String id = node.api().accepted();
    node.api().awaitEnd(id);

    assertThat(blame(id)).anyMatch(fault -> fault.contains("script_refused"));
  }

  @Test
  void aFilmCutShortIsSeen() throws IOException {
    String id = done();
    Path film = node.videos().resolve(node.api().awaitEnd(id).at("/result/file").asText());

    Files.write(film, new byte[10]);

    assertThat(blame(id)).singleElement().asString().contains("not whole");
  }

  @Test
  void theProjectOfAnotherJobIsSeen() {
    String id = done();
    String other = done();
    String mine = project(id);

    var stored = redis.client().<String, String>getMap(PARTITION.job(id), StringCodec.INSTANCE);
    stored.put("data", stored.get("data").replace(mine, project(other)));

    assertThat(blame(id)).singleElement().asString().contains("Submagic knows as");
  }

  private static String project(String id) {
    return node.api().awaitEnd(id).at("/submagic/project_id").asText();
  }

  private static String done() {
    String id = node.api().accepted();
    node.api().awaitEnd(id);
    return id;
  }

  private static List<String> blame(String id) {
    return blame(id, List.of(id));
  }

  private static List<String> blame(String id, List<String> accepted) {
    return judge.judge(accepted).faults().stream().filter(f -> f.contains(id)).toList();
  }

  private static ObjectNode heyGenOrder(String id) {
    ObjectNode order = Json.MAPPER.createObjectNode();
    order.put("type", "avatar").put("avatar_id", "Abigail_newsroom_front");
    order.put("script", "The ferry sails again.").put("voice_id", "v-en-clara");
    return order.put("title", "Again [" + id + "]").put("callback_id", id);
  }

  private static ObjectNode submagicOrder(String id) {
    String video = node.api().awaitEnd(id).at("/heygen/video_id").asText();
    ObjectNode order = Json.MAPPER.createObjectNode();
    order.put("title", "Again [" + id + "]").put("language", "en");
    return order.put("videoUrl", providers.video(video).path("video_url").asText());
  }

  private static void order(String path, ObjectNode order) {
    byte[] body = Json.write(order).getBytes(StandardCharsets.UTF_8);
    String[] headers = {"Content-Type", "application/json", "x-api-key", "test-key"};
    Web.Reply reply = Web.call("POST", providers.url(path), body, headers);
    assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
  }
}
