package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;

/** A voice speaks slower than we thought: its scripts become shorter, and prices come true. */
class LearntPaceTest {

  private static final String PACES = "newsreel:{0}:pace:en|v-en-clara";
  private static final int MOST_SECONDS = 20;

  private record Made(JsonNode video, int words, double seconds) {

    double dollars(String field) {
      return video.path(field).asDouble();
    }
  }

  private static String article(int number) {
    String sentences =
        IntStream.range(0, 60)
            .mapToObj(i -> "Boat %d of %d came home.".formatted(i, number))
            .collect(Collectors.joining(" "));
    return Api.article("Boats of harbour " + number, sentences);
  }

  private static Made made(TestSandbox providers, RunningNewsreel node, int number) {
    Web.Reply posted = node.api().post(article(number));
    assertThat(posted.status()).as(posted.text()).isEqualTo(202);
    JsonNode video = node.api().awaitEnd(posted.json().path("id").asText(), "done");
    int words = video.at("/script/text").asText().split("\\s+").length;
    String id = video.at("/heygen/video_id").asText();
    return new Made(video, words, providers.video(id).path("duration").asDouble());
  }

  private static double estimate(Made made) {
    return made.video().at("/script/spoken_seconds").asDouble();
  }

  @Test
  void shortensScriptsAndLowersWhatAVideoCosts() {
    try (TestSandbox providers = TestSandbox.start("heygen.paces", "v-en-clara=100")) {
      Made before;
      try (RunningNewsreel node =
          RunningNewsreel.start(providers, "script.max-seconds", Integer.toString(MOST_SECONDS))) {
        before = made(providers, node, 1);
        learnFourMore(before.video().path("id").asText());
      }
      Made after;
      try (RunningNewsreel node =
          RunningNewsreel.join(providers, "script.max-seconds", Integer.toString(MOST_SECONDS))) {
        after = made(providers, node, 2);
      }

      assertThat(before.words()).as("20 seconds at 150 a minute").isBetween(40, 50);
      assertThat(before.seconds()).as("and it took longer").isGreaterThan(1.2 * MOST_SECONDS);
      assertThat(after.words()).as("20 seconds at 100 a minute").isBetween(25, 34);
      assertThat(after.seconds()).isLessThanOrEqualTo(MOST_SECONDS);
      assertThat(estimate(after)).as("now we know").isEqualTo(after.seconds(), offset(1.0));
      double saved = (before.seconds() - after.seconds()) * 0.0667;
      assertThat(before.dollars("cost_usd") - after.dollars("cost_usd"))
          .isEqualTo(saved, offset(0.02));
    }
  }

  // A node adds to what is known of a voice every ten seconds only: the others are put in.
  private static void learnFourMore(String taught) {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      RScoredSortedSet<String> paces =
          redis.client().getScoredSortedSet(PACES, StringCodec.INSTANCE);
      assertThat(paces.readAll()).containsExactly("100 " + taught);
      IntStream.range(0, 4).forEach(i -> paces.add(paces.getScore("100 " + taught), "100 v_" + i));
    }
  }
}
