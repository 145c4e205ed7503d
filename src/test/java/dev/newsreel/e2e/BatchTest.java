package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Digest;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many videos asked for at once: each by itself, none twice. */
class BatchTest {

  private static final Logger LOG = LoggerFactory.getLogger(BatchTest.class);
  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    // No job gets far here: only its acceptance is looked at.
    providers = TestSandbox.start("openai.reply", "30s");
    node =
        RunningNewsreel.start(
            providers,
            "openai.timeout",
            "60s",
            "openai.workers",
            "1",
            "heygen.timeout",
            "5s",
            "camel.main.shutdown-timeout",
            "1");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static URI door() {
    return node.api().url("/api/v1/batches");
  }

  private static ObjectNode article(int i) {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request.putObject("article").put("title", "Title " + i).put("content", "Text ".repeat(300) + i);
    return request;
  }

  private static ObjectNode feed(String name, int most) {
    String url = providers.url("/feed.xml?" + name).toString();
    return Json.MAPPER.createObjectNode().put("rss_url", url).put("max_items", most);
  }

  private static String body(JsonNode... requests) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode videos = body.putArray("videos");
    List.of(requests).forEach(videos::add);
    return Json.write(body);
  }

  private static String articles(int count) {
    return body(IntStream.range(0, count).mapToObj(BatchTest::article).toArray(JsonNode[]::new));
  }

  private static Web.Reply post(String body, String... key) {
    List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
    if (key.length > 0) {
      headers.addAll(List.of("Idempotency-Key", key[0]));
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Web.call("POST", door(), bytes, headers.toArray(String[]::new));
  }

  private static long jobs() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      return redis.client().getScoredSortedSet(redis.partition(0).all()).size();
    }
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.path("videos").forEach(v -> ids.add(v.path("id").asText()));
    return ids;
  }

  @Test
  void aThousandArticlesAreAcceptedAtOnceAndARepeatAcceptsNone() {
    post(articles(200));
    long before = jobs();
    String thousand = articles(1000);

    long began = System.nanoTime();
    Web.Reply reply = post(thousand, "a-thousand");
    LOG.info("A thousand articles took {} ms", (System.nanoTime() - began) / 1_000_000);

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(reply.json().path("accepted").asInt()).isEqualTo(1000);
    assertThat(reply.json().path("refused").asInt()).isZero();
    assertThat(new HashSet<>(ids(reply.json()))).hasSize(1000);
    Web.Reply again = post(thousand, "a-thousand");
    assertThat(again.text()).isEqualTo(reply.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(post(articles(2), "a-thousand").status()).isEqualTo(422);
    assertThat(jobs()).isEqualTo(before + 1000);
    JsonNode batch = Web.get(node.api().url(reply.header("Location"))).json();
    assertThat(ids(batch)).isEqualTo(ids(reply.json()));
    assertThat(batch.path("counts").properties().stream().mapToInt(c -> c.getValue().asInt()).sum())
        .isEqualTo(1000);
  }

  @Test
  void whatIsWrongIsNamedByItsPlaceAndTheOthersGoOn() {
    ObjectNode bad = article(1);
    bad.put("colour", "red").put("aspect_ratio", "2:1").put("avatar_id", "Abigail_newsrom_frnt");
    ObjectNode unreachable = Json.MAPPER.createObjectNode().put("rss_url", "http://10.0.0.1/feed");

    Web.Reply reply =
        post(
            body(
                article(0),
                bad,
                Json.MAPPER.getNodeFactory().textNode("nonsense"),
                feed("batch-a", 3),
                unreachable,
                Json.MAPPER.createArrayNode(),
                article(0)));

    JsonNode answer = reply.json();
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(answer.path("accepted").asInt()).isEqualTo(5);
    assertThat(answer.path("refused").asInt()).isEqualTo(4);
    List<Integer> places = new ArrayList<>();
    answer.path("videos").forEach(v -> places.add(v.path("index").asInt()));
    assertThat(places).containsExactly(0, 1, 2, 3, 3, 3, 4, 5, 6);
    assertThat(answer.at("/videos/1/problem/errors").toString())
        .contains("colour", "aspect_ratio", "avatar_id", "Abigail_newsroom_front");
    assertThat(answer.at("/videos/6/problem/code").asText()).isEqualTo("address_unreachable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'videos': []}          | 422 | invalid_request",
        "{'videos': {}}          | 422 | invalid_request",
        "{'videos': null}        | 422 | invalid_request",
        "{'videos': [1], 'x': 1} | 422 | invalid_request",
        "{}                      | 422 | invalid_request",
        "[]                      | 400 | malformed_json",
        "{'videos': [            | 400 | malformed_json"
      })
  void whatIsNoBatchIsRefused(String body, int status, String code) {
    Web.Reply reply = post(body.replace('\'', '"'));

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.json().path("code").asText()).isEqualTo(code);
  }

  @Test
  void aBatchThatIsTooLongOrTooLargeIsRefused() {
    String long1001 =
        body(IntStream.range(0, 1001).mapToObj(i -> article(i)).toArray(JsonNode[]::new));
    ObjectNode large = article(1);
    large.put("language", "x".repeat(11_000_000));

    assertThat(post(long1001).status()).isEqualTo(422);
    Web.Reply reply = post(body(large));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().path("code").asText()).isEqualTo("body_too_large");
  }

  @Test
  void aThousandBadRequestsAreAllRefusedAndNothingIsMade() {
    long before = jobs();
    JsonNode[] bad =
        IntStream.range(0, 1000)
            .mapToObj(i -> article(i).put("avatar_id", "nobody-" + i).put("language", "?"))
            .toArray(JsonNode[]::new);

    Web.Reply reply = post(body(bad));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.json().path("accepted").asInt()).isZero();
    assertThat(reply.json().path("refused").asInt()).isEqualTo(1000);
    assertThat(jobs()).isEqualTo(before);
  }

  @Test
  void aBatchThatWasInterruptedIsFinishedByItsRepeat() {
    String body = body(article(7), feed("interrupted", 3), article(8));
    Web.Reply first = post(body, "interrupted");
    long jobs = jobs();
    // As if the node had died before it had kept the answer.
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      String key = "newsreel:{0}:request:" + Digest.of("interrupted");
      redis.client().getMap(key).remove("answer");
      redis.client().getMap(key).put("until", "0");
    }

    Web.Reply again = post(body, "interrupted");

    assertThat(again.status()).as(again.text()).isEqualTo(202);
    assertThat(ids(again.json())).isEqualTo(ids(first.json())).hasSize(5);
    assertThat(jobs()).isEqualTo(jobs);
  }

  @Test
  void theSameAtTheSameTimeIsAcceptedOnce() {
    String body = body(article(20), feed("twice", 2), article(21));
    long before = jobs();

    List<CompletableFuture<Web.Reply>> calls =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(body, "at-once")))
            .toList();

    assertThat(calls.stream().map(CompletableFuture::join).map(Web.Reply::status))
        .containsOnly(202, 409)
        .contains(202);
    assertThat(jobs()).isEqualTo(before + 4);
  }

  @Test
  void severalVideosOfAFeedAreABatch() {
    Web.Reply reply = node.api().post(Json.write(feed("several", 3)));

    JsonNode answer = reply.json();
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(answer.path("videos")).hasSize(3);
    String batch = answer.path("batch_id").asText();
    JsonNode shown = Web.get(node.api().url("/api/v1/batches/" + batch)).json();
    assertThat(ids(shown)).isEqualTo(ids(answer));
  }

  @Test
  void aFeedIsFetchedOnceForAllWhoNameIt() {
    int before = providers.requests("feed.feed");
    JsonNode[] same =
        IntStream.range(0, 100).mapToObj(i -> feed("one-fetch", 1)).toArray(JsonNode[]::new);

    Web.Reply reply = post(body(same));

    assertThat(reply.json().path("accepted").asInt()).as(reply.text()).isEqualTo(4);
    assertThat(providers.requests("feed.feed") - before).isEqualTo(1);
  }

  @Test
  void thereIsNoBatchOfThatName() {
    for (String id : List.of("b_00000000000000000000000000", "b_x", "v_1", "%7B0%7D")) {
      Web.Reply reply = Web.get(node.api().url("/api/v1/batches/" + id));

      assertThat(reply.status()).as(reply.text()).isEqualTo(404);
      assertThat(reply.json().path("code").asText()).isEqualTo("batch_not_found");
    }
  }
}
