package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An article goes through all stages. */
class PipelineTest extends OneNode {

  private static final String ARTICLE =
      """
      {"article": {"title": "The <b>harbour</b> &amp; its ferries", "url": "https://news.example/ferries",
        "content": "<p>The ferries of the harbour sail again after the long winter.</p><p>Three boats cross the water \
      every hour, and the first one was full. The captain says that she has missed the gulls.</p>"},
       "aspect_ratio": "16:9", "language": "en", "feed": "harbour-news"}
      """;

  @Test
  void anArticleBecomesAFinishedVideo() {
    Web.Reply accepted = node.api().post(ARTICLE);
    String id = accepted.json().path("id").asText();

    JsonNode done = node.api().awaitEnd(id, "done");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Location")).isEqualTo("/api/v1/videos/" + id);
    assertThat(accepted.json().path("status").asText()).isEqualTo("queued");
    assertThat(done.path("feed").asText()).isEqualTo("harbour-news");
    assertThat(done.at("/article/title").asText()).isEqualTo("The harbour & its ferries");
    assertThat(done.at("/article/text").asText()).contains("winter.\n\nThree boats");
    assertThat(done.at("/article/url").asText()).isEqualTo("https://news.example/ferries");
    assertThat(done.at("/script/text").asText()).isNotBlank();
    assertThat(done.at("/script/title").asText()).isNotBlank();
    assertThat(done.at("/script/spoken_seconds").asInt()).isBetween(5, 60);
    assertThat(done.at("/script/fallback").asBoolean(true)).isFalse();
    assertThat(done.at("/script/cached").asBoolean(true)).isFalse();
    assertThat(providers.video(done.at("/heygen/video_id").asText()).path("title").asText())
        .contains(id);
    assertThat(done.at("/submagic/project_id").asText()).isNotBlank();
    assertThat(done.at("/result/url").asText()).startsWith(providers.url("/files/").toString());
    assertThat(done.at("/result/seconds").decimalValue()).isPositive();
    assertThat(done.has("failure")).isFalse();
    assertThat(done.has("waiting_for")).isFalse();
    assertThat(Instant.parse(done.path("updated_at").asText()))
        .isAfter(Instant.parse(done.path("created_at").asText()));
  }

  @Test
  void exactlyOneOfEachIsBoughtAndTheCostIsWhatTheProvidersCharge() {
    double before = providers.bill("/total_usd");

    JsonNode done = node.api().awaitEnd(node.api().accepted(), "done");

    String id = done.path("id").asText();
    assertThat(providers.videosOf(id)).isEqualTo(1);
    assertThat(providers.projectsOf(id)).isEqualTo(1);
    assertThat(done.path("cost_usd").decimalValue())
        .isCloseTo(
            BigDecimal.valueOf(providers.bill("/total_usd") - before),
            within(new BigDecimal("0.00001")));
  }

  @Test
  void theHistoryIsCompleteAndInOrder() {
    String id = node.api().accepted();
    JsonNode done = node.api().awaitEnd(id, "done");

    List<JsonNode> events = node.api().events(id);

    List<String> edges = events.stream().map(e -> e.path("edge").asText()).toList();
    assertThat(edges.stream().filter(e -> !e.startsWith("source ")))
        .containsExactly(
            "accepted",
            "writing",
            "script written",
            "claimed",
            "ordered",
            "completed",
            "claimed",
            "ordered",
            "completed",
            "published");
    assertThat(edges.subList(edges.lastIndexOf("claimed"), edges.lastIndexOf("completed")))
        .containsOnlyOnce("source fetched");
    assertThat(events.stream().map(e -> e.path("status").asText()).distinct())
        .containsExactly("queued", "scripting", "rendering", "captioning", "publishing", "done");
    assertThat(events.stream().map(e -> Instant.parse(e.path("at").asText()))).isSorted();
    assertThat(events).allSatisfy(e -> assertThat(e.path("node").asText()).isNotBlank());
    assertThat(events.stream().map(e -> e.path("provider_id").asText()))
        .contains(done.at("/heygen/video_id").asText(), done.at("/submagic/project_id").asText());
    BigDecimal paid =
        events.stream()
            .map(e -> new BigDecimal(e.path("usd").asText("0")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(paid).isEqualByComparingTo(done.path("cost_usd").decimalValue());
  }

  @Test
  void theFileIsWholeAndItsDescriptionLiesBesideIt() throws Exception {
    JsonNode done = node.api().awaitEnd(node.api().accepted(), "done");

    Path file = node.videos().resolve(done.at("/result/file").asText());
    byte[] bytes = Files.readAllBytes(file);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Path side = Path.of(file.toString().replaceFirst("mp4$", "json"));
    JsonNode told = Json.tree(Files.readAllBytes(side));

    assertThat(done.at("/result/bytes").asLong()).isEqualTo(bytes.length).isGreaterThan(1000);
    assertThat(done.at("/result/sha256").asText()).isEqualTo(sum);
    assertThat(new String(bytes, 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("ftyp");
    assertThat(told.path("id")).isEqualTo(done.path("id"));
    assertThat(told.path("article")).isEqualTo(done.path("article"));
    assertThat(told.path("script")).isEqualTo(done.path("script"));
    assertThat(told.path("result")).isEqualTo(done.path("result"));
    assertThat(told.path("heygen_video_id")).isEqualTo(done.at("/heygen/video_id"));
    assertThat(told.path("submagic_project_id")).isEqualTo(done.at("/submagic/project_id"));
    assertThat(told.path("cost_usd").decimalValue())
        .isEqualByComparingTo(done.path("cost_usd").decimalValue());
    assertThat(partsIn(file.getParent())).isEmpty();
  }

  private static List<Path> partsIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".part")).toList();
    }
  }

  @Test
  void theListShowsTheVideoByStatusAndByFeed() {
    String other = ARTICLE.replace("Three boats", "Four boats");
    String id = node.api().post(other).json().path("id").asText();
    node.api().awaitEnd(id, "done");

    assertThat(ids("?status=done")).contains(id);
    assertThat(ids("?feed=harbour-news")).contains(id);
    assertThat(ids("?status=failed")).doesNotContain(id);
    assertThat(ids("?feed=other-news")).isEmpty();
    assertThat(ids("?limit=1&cursor=" + id)).doesNotContain(id);
  }

  private static List<String> ids(String query) {
    return Web.get(node.api().url("/api/v1/videos" + query))
        .json()
        .path("videos")
        .findValuesAsText("id");
  }
}
