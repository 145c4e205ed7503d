package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A caller of one node's API. */
public record Api(URI home) {

  private static final Set<String> ENDED = Set.of("done", "failed", "held", "cancelled");
  private static final String TEXT =
      " The town has opened its new river bridge this morning, and many people came to see it."
          + " The band played until noon, and the mayor promised to keep the ferry for the children."
          + " Next spring the council wants to count how many people really cross the river here.";

  URI url(String path) {
    return URI.create(home + path);
  }

  /** Asks for a video of an article like no other. */
  Web.Reply postArticle() {
    String name = "River bridge " + UUID.randomUUID();
    return post(article(name, name + "." + TEXT));
  }

  /** Returns the body of a request for a video of this article. */
  public static String article(String title, String content) {
    var body = Json.MAPPER.createObjectNode();
    body.putObject("article")
        .put("title", title)
        .put("content", content)
        .put("url", "https://news.example/river-bridge");
    return Json.write(body);
  }

  Web.Reply post(String body) {
    return Web.postJson(url("/api/v1/videos"), body);
  }

  /** Returns the id of a new job. */
  public String accepted() {
    Web.Reply answer = postArticle();
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().path("id").asText();
  }

  /** Does something with a video, such as {@code cancel}. */
  Web.Reply act(String id, String act) {
    return Web.postJson(url("/api/v1/videos/" + id + "/" + act), "");
  }

  /** Has a declared feed polled now. */
  Web.Reply pollFeed(String name) {
    return Web.postJson(url("/api/v1/feeds/" + name + "/poll"), "");
  }

  JsonNode video(String id) {
    return Web.get(url("/api/v1/videos/" + id)).json();
  }

  /** Returns all of the newest jobs. */
  List<JsonNode> videos() {
    List<JsonNode> videos = new ArrayList<>();
    Web.get(url("/api/v1/videos?limit=200")).json().path("videos").forEach(videos::add);
    return videos;
  }

  List<JsonNode> events(String id) {
    List<JsonNode> events = new ArrayList<>();
    Web.get(url("/api/v1/videos/" + id + "/events")).json().path("events").forEach(events::add);
    return events;
  }

  List<String> edges(String id) {
    return events(id).stream().map(e -> e.path("edge").asText()).toList();
  }

  /** Waits until the job has ended this way; any other ending fails at once. */
  JsonNode awaitEnd(String id, String ending) {
    JsonNode ended = awaitEnd(id);
    assertThat(ended.path("status").asText())
        .as("%s%n%s", ended.path("failure"), events(id))
        .isEqualTo(ending);
    return ended;
  }

  /** Waits until the job has ended. */
  public JsonNode awaitEnd(String id) {
    try {
      return await()
          .pollInterval(Duration.ofMillis(25))
          .until(() -> video(id), v -> ENDED.contains(v.path("status").asText()));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          id + " has not ended: " + video(id).path("waiting_for") + "\n" + events(id), e);
    }
  }

  /** Waits until this is in the job's history. */
  public void awaitEdge(String id, String edge) {
    await().pollInterval(Duration.ofMillis(20)).until(() -> edges(id).contains(edge));
  }

  /** Waits until the job has this status. */
  JsonNode awaitStatus(String id, String status) {
    return await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> video(id), v -> v.path("status").asText().equals(status));
  }
}
