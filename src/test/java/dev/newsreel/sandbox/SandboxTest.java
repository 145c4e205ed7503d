package dev.newsreel.sandbox;

import static dev.newsreel.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
  @TempDir Path directory;

  @Test
  void saysClearlyThatItsPortIsTaken() {
    try (Sandbox first = Sandbox.start(SandboxOptions.defaults())) {
      int port = first.url().getPort();

      assertThatThrownBy(() -> Sandbox.start(SandboxOptions.of(Map.of("port", "" + port))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    }
  }

  @Test
  void refusesOptionsItDoesNotKnowByName() {
    assertThatThrownBy(() -> SandboxOptions.of(Map.of("heygen.slot", "3")))
        .hasMessageContaining("heygen.slot");
    assertThatThrownBy(() -> SandboxOptions.of(Map.of("heygen.render", "soon")))
        .hasMessageContaining("heygen.render");
    assertThatThrownBy(() -> SandboxOptions.of(Map.of("port", "70000")))
        .hasMessageContaining("port");
  }

  @Test
  void goesOnAfterARestartWithVideosProjectsKeysAndOutstandingWebhooks() throws IOException {
    String key = "v_1:render";
    String id;
    String project;
    try (Receiver receiver = new Receiver()) {
      try (Sandbox before = Sandbox.start(journaled("1h"))) {
        Caller caller = new Caller(before);
        caller.post("/heygen/v3/webhooks/endpoints", new JsonObject().put("url", receiver.url()));
        HttpResponse<String> created =
            caller.post("/heygen/v3/videos", Caller.video("v_1"), "Idempotency-Key", key);
        id = json(created).getJsonObject("data").getString("video_id");
        project =
            json(caller.post("/submagic/v1/projects", Caller.project("t", "http://127.0.0.1:1/")))
                .getString("id");
        await().until(() -> caller.getProject(project).getString("status").equals("failed"));
      }
      endItNow();
      Files.writeString(journal(), "{\"video\":{\"id\":\"to", StandardOpenOption.APPEND);

      try (Sandbox after = Sandbox.start(journaled("1h"))) {
        Caller caller = new Caller(after);
        await().until(() -> receiver.messages.size() == 1);
        HttpResponse<String> again =
            caller.post("/heygen/v3/videos", Caller.video("v_1"), "Idempotency-Key", key);

        assertThat(receiver.messages.get(0).text()).contains(id);
        assertThat(again.body()).contains(id);
        assertThat(caller.getVideo(id).getString("status")).isEqualTo("completed");
        assertThat(caller.getProject(project).getString("failureReason")).isNotBlank();
        JsonObject bill = caller.bill();
        assertThat(bill.getJsonObject("heygen").getInteger("videos")).isEqualTo(1);
        assertThat(bill.getJsonObject("heygen").getDouble("usd")).isPositive();
        assertThat(bill.getJsonObject("submagic").getInteger("projects")).isEqualTo(1);
      }
      try (Sandbox third = Sandbox.start(journaled("1h"))) {
        Caller caller = new Caller(third);
        assertThat(caller.bill().getJsonObject("heygen").getInteger("completed")).isEqualTo(1);
        await().during(java.time.Duration.ofMillis(200)).until(() -> receiver.messages.size() == 1);
      }
    }
  }

  @Test
  void hasWrittenACreationWithinMoments() {
    try (Sandbox sandbox = Sandbox.start(journaled("1h"))) {
      String id = new Caller(sandbox).createVideo("v_1");

      await().untilAsserted(() -> assertThat(journal()).content().contains(id).endsWith("\n"));
    }
  }

  @Test
  void deliversARealFilmWithRangesAndHead() {
    try (Sandbox sandbox = Sandbox.start(Caller.quick(Map.of("heygen.render", "0")))) {
      Caller caller = new Caller(sandbox);
      String id = caller.createVideo("a");
      await().until(() -> caller.getVideo(id).getString("video_url") != null);
      String link = caller.getVideo(id).getString("video_url");

      HttpResponse<byte[]> film = caller.send(caller.request(link), BodyHandlers.ofByteArray());
      HttpResponse<byte[]> part =
          caller.send(
              caller.request(link).header("Range", "bytes=4-7"), BodyHandlers.ofByteArray());
      HttpResponse<String> end = caller.send(caller.request(link).header("Range", "bytes=-5"));
      HttpResponse<String> past =
          caller.send(caller.request(link).header("Range", "bytes=99999999-"));
      HttpResponse<String> head =
          caller.send(caller.request(link).method("HEAD", BodyPublishers.noBody()));
      String etag = head.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> known = caller.send(caller.request(link).header("If-None-Match", etag));

      String text = new String(film.body(), StandardCharsets.ISO_8859_1);
      assertThat(film.body()).hasSizeBetween(10_000, 60_000);
      assertThat(text.indexOf("ftyp")).isEqualTo(4);
      assertThat(text.indexOf("moov")).isPositive().isLessThan(text.indexOf("mdat"));
      assertThat(text).contains("avc1", "mp4a");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).asString().isEqualTo("ftyp");
      assertThat(part.headers().firstValue("Content-Range"))
          .hasValue("bytes 4-7/" + film.body().length);
      assertThat(end.headers().firstValueAsLong("Content-Length")).hasValue(5);
      assertThat(past.statusCode()).isEqualTo(416);
      assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(film.body().length);
      assertThat(known.statusCode()).isEqualTo(304);
      assertThat(caller.get("/files/submagic-none.mp4").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void printsANewspaperAndFreshNewsOnRequest() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      Caller caller = new Caller(sandbox);

      HttpResponse<String> feed = caller.get("/feed.xml");
      String first = caller.get("/feed.xml?fresh=3").body();
      String second = caller.get("/feed.xml?fresh=3").body();

      assertThat(feed.body().split("<item>")).hasSize(5);
      assertThat(first.split("<item>")).hasSize(8);
      assertThat(feed.body()).contains("<content:encoded><![CDATA[<p>");
      String guid = first.substring(first.indexOf("fresh-")).replaceFirst("(?s)<.*", "");
      assertThat(second).doesNotContain(guid);
      assertThat(caller.get("/articles/" + guid).body()).contains("<article>");
      assertThat(caller.get("/articles/night-library").body()).contains("Castlemere");
      assertThat(caller.get("/articles/none").statusCode()).isEqualTo(404);
      String etag = feed.headers().firstValue("ETag").orElseThrow();
      assertThat(
              caller.send(caller.request("/feed.xml").header("If-None-Match", etag)).statusCode())
          .isEqualTo(304);
      assertThat(URI.create(sandbox.url().toString()).getHost()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void listsWhoWasServedTwice() {
    try (Sandbox sandbox = Sandbox.start(Caller.quick(Map.of()))) {
      Caller caller = new Caller(sandbox);
      caller.createVideo("twice");
      caller.createVideo("twice");
      caller.createVideo("once");

      JsonObject some = caller.bill().getJsonObject("heygen").getJsonObject("by_callback_id");
      JsonObject all =
          json(caller.get("/control/bill?all=true"))
              .getJsonObject("heygen")
              .getJsonObject("by_callback_id");

      assertThat(some).isEqualTo(new JsonObject().put("twice", 2));
      assertThat(all.getInteger("once")).isEqualTo(1);
    }
  }

  private SandboxOptions journaled(String render) {
    return Caller.quick(Map.of("journal", directory.toString(), "heygen.render", render));
  }

  private Path journal() {
    return directory.resolve("sandbox.jsonl");
  }

  /** Lets an hour pass for the renders in the journal. */
  private void endItNow() throws IOException {
    String written = Files.readString(journal());
    Files.writeString(
        journal(), written.replaceAll("\"readyAt\":[0-9]{13}", "\"readyAt\":1700000000000"));
  }
}
