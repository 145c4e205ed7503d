package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.Patience;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who listens hears what has changed, and costs nobody a thread. */
class LiveTest extends OneNode {

  private static EventStream listen(String query, String... headers) {
    return new EventStream(node.api().url("/api/v1/live" + query), headers);
  }

  @Test
  void everythingIsToldAtOnceAndAgainWhenItChanges() {
    try (EventStream stream = listen("")) {
      JsonNode first = stream.await1("overview", data -> true);
      int before = first.path("counts").path("done").asInt();
      String id = node.api().accepted();

      JsonNode done =
          stream.await1("overview", o -> o.path("counts").path("done").asInt() == before + 1);

      assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(done.path("latest").path(0).path("id").asText()).isEqualTo(id);
      assertThat(done.path("simulated")).hasSize(3);
      assertThat(done.path("capacity").path("slots").path("limit").asInt()).isEqualTo(10);
      assertThat(done.path("money").path("total_usd").asDouble()).isPositive();
      assertThat(done.path("problems").path("groups").isArray()).isTrue();
      assertThat(done.path("feeds").isArray()).isTrue();
    }
  }

  @Test
  void aVideoIsToldWithItsHistoryUntilItIsDone() {
    String id = node.api().accepted();
    try (EventStream stream = listen("?video=" + id)) {

      JsonNode done =
          stream.await1("video", v -> v.path("video").path("status").asText().equals("done"));

      assertThat(done.path("video").path("id").asText()).isEqualTo(id);
      assertThat(done.path("events").findValuesAsText("edge")).contains("accepted", "published");
    }
  }

  @Test
  void nothingIsToldTwice() {
    node.api().awaitEnd(node.api().accepted(), "done");
    try (EventStream stream = listen("")) {
      stream.await1("overview", o -> true);
      await()
          .during(Duration.ofSeconds(2))
          .until(() -> List.copyOf(stream.events()).size(), size -> size < 4);

      List<EventStream.Event> told = stream.events();

      assertThat(told).doesNotHaveDuplicates();
    }
  }

  @Test
  void onlyARealIdIsWatched() {
    assertThat(Web.get(node.api().url("/api/v1/live?video=x")).status()).isEqualTo(422);
    assertThat(Web.call("POST", node.api().url("/api/v1/live"), new byte[0]).status())
        .isEqualTo(405);
  }

  @Test
  void tooManyListenersAreRefusedAndThoseWhoGoMakeRoom() {
    List<EventStream> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(listen(""));
    }
    try {
      await().until(() -> Web.get(node.api().url("/api/v1/live")).status() == 503);
      // Where a hundred are told at once Redis may be too slow for a moment.
      await().until(() -> node.api().postArticle().status() == 202);
    } finally {
      all.forEach(EventStream::close);
    }
    await().until(this::isLetIn);
  }

  private boolean isLetIn() {
    try (EventStream stream = listen("")) {
      return stream.status() == 200;
    }
  }

  @Test
  void aStreamEndsWithTheKeyThatOpenedIt() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      ApiKeys keys = new ApiKeys(redis, Clock.systemUTC());
      try (EventStream open = listen("")) {
        open.await1("overview", o -> true);
        ApiKeys.Created created = keys.create("test", EnumSet.of(Scope.READ));
        await().until(open::hasEnded);
        try (EventStream keyed = listen("", "X-API-Key", created.text())) {
          keyed.await1("overview", o -> true);

          keys.revoke(created.key().id());

          await().until(keyed::hasEnded);
        }
      }
    }
    await().until(() -> Web.get(node.api().url("/api/v1/videos")).status() == 200);
  }

  @Test
  void streamsEndWhenTheNodeStops() {
    RunningNewsreel other =
        RunningNewsreel.join(providers, "public-base-url", node.api().home().toString());
    try (EventStream stream = new EventStream(other.api().url("/api/v1/live"))) {
      stream.await1("overview", o -> true);
      long begun = System.nanoTime();

      other.close();

      await().until(stream::hasEnded);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Patience.LONG);
    }
  }
}
