package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Videos of articles of which only the address is given. */
class ArticleAddressTest extends OneNode {

  private static String body(String path) {
    return "{\"article\":{\"url\":\"%s\"}}".formatted(providers.url(path));
  }

  private static Web.Reply post(String query, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Web.call("POST", node.api().url("/api/v1/videos" + query), bytes, all);
  }

  @AfterEach
  void noMoreFaults() {
    providers.clearFaults();
  }

  @Test
  void theArticleOfThePageBecomesAVideo() {
    Web.Reply reply = post("", body("/articles/night-library?utm_source=mail#top"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    String id = reply.json().path("id").asText();
    assertThat(reply.header("Location")).isEqualTo("/api/v1/videos/" + id);
    assertThat(reply.json().path("estimated_cost_usd").asDouble()).isPositive();
    JsonNode article = node.api().awaitEnd(id, "done").path("article");
    assertThat(article.path("title").asText())
        .isEqualTo("The library that never asks you to leave");
    assertThat(article.path("text").asText())
        .startsWith("At two in the morning")
        .contains("People behave as if it were their own living room")
        .doesNotContain("Idris", "invented", "<");
    assertThat(article.path("author").asText()).isEqualTo("Idris Fairbank");
    assertThat(article.path("published_at").asText()).isNotBlank();
    assertThat(article.path("url").asText())
        .isEqualTo(providers.url("/articles/night-library").toString());
    assertThat(providers.videosOf(id)).isEqualTo(1);
  }

  @Test
  void aTitleThatIsGivenTakesThePlaceOfThePages() {
    String given = body("/articles/night-library").replace("}}", ",\"title\":\"Open all night\"}}");

    String id = post("", given).json().path("id").asText();

    assertThat(node.api().video(id).at("/article/title").asText()).isEqualTo("Open all night");
  }

  @Test
  void aKeyMakesARepeatSafe() {
    String body = body("/articles/repair-fridays");
    Web.Reply first = post("", body, "Idempotency-Key", "page-1");
    Web.Reply again = post("", body, "Idempotency-Key", "page-1");

    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(post("", body("/articles/x"), "Idempotency-Key", "page-1").status()).isEqualTo(422);
  }

  @Test
  void aFailureCanBeRepeatedWithItsKeyAtOnce() {
    providers.fault("{'provider':'feed','call':'article','kind':'status','status':503,'times':1}");
    String body = body("/articles/fresh-77");

    Web.Reply failed = post("", body, "Idempotency-Key", "page-2");
    Web.Reply again = post("", body, "Idempotency-Key", "page-2");

    assertThat(failed.status()).as(failed.text()).isEqualTo(422);
    assertThat(failed.json().path("code").asText()).isEqualTo("page_unavailable");
    assertThat(again.status()).as(again.text()).isEqualTo(202);
  }

  @Test
  void aDryRunShowsWhatWasFoundAndMakesNothing() {
    int before = node.api().videos().size();

    Web.Reply reply = post("?dry_run=true", body("/articles/rooftop-farms"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    JsonNode video = reply.json().at("/videos/0");
    assertThat(video.path("title").asText())
        .isEqualTo("Supermarket grows its salad on its own roof");
    assertThat(video.path("url").asText()).endsWith("/articles/rooftop-farms");
    assertThat(video.path("excerpt").asText()).startsWith("The salad sold").endsWith(" …");
    assertThat(video.path("excerpt").asText().length()).isBetween(200, 310);
    assertThat(video.path("estimated_cost_usd").asDouble()).isPositive();
    assertThat(node.api().videos()).hasSize(before);
  }

  @Test
  void pagesOfABatchAreAcceptedOrRefusedEachByItself() {
    String rows =
        String.join(
            ",",
            body("/articles/harbour-ferries"),
            body("/articles/none"),
            body("/feed.xml"),
            Api.article("Given", "This one was given as a text, so nothing is asked for it."));

    Web.Reply reply =
        Web.postJson(node.api().url("/api/v1/batches"), "{\"videos\":[" + rows + "]}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(reply.json().path("accepted").asInt()).isEqualTo(2);
    assertThat(reply.json().path("videos").findValuesAsText("code"))
        .containsExactly("page_unavailable", "page_is_feed");
    assertThat(reply.json().at("/videos/0/status").asText()).isEqualTo("queued");
    JsonNode batch = Web.get(node.api().url(reply.header("Location"))).json();
    assertThat(batch.path("videos").findValuesAsText("index")).containsExactly("0", "3");
  }

  @Test
  void whatCannotBeReadIsAProblemThatSaysWhatToDo() {
    List<String> told =
        List.of("/articles/none", "/feed.xml", "/heygen/nothing").stream()
            .map(path -> post("", body(path)))
            .map(reply -> reply.status() + " " + reply.json().path("code").asText())
            .toList();

    assertThat(told)
        .containsExactly("422 page_unavailable", "422 page_is_feed", "422 page_unavailable");
    Web.Reply inside = post("", "{\"article\":{\"url\":\"http://10.0.0.1/a\"}}");
    assertThat(inside.status()).isEqualTo(422);
    assertThat(inside.text()).isEqualTo(post("", "{\"rss_url\":\"http://10.0.0.1/a\"}").text());
    assertThat(inside.header("Content-Type")).isEqualTo("application/problem+json");
  }
}
