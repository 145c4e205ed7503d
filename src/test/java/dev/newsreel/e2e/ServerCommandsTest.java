package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.cli.Commands;
import dev.newsreel.cli.ServerCommands;
import dev.newsreel.cli.TestShell;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that call a node, against a real one. */
class ServerCommandsTest extends OneNode {

  @TempDir private Path folder;

  @AfterEach
  void mend() {
    providers.clearFaults();
  }

  @Command
  private static final class Root {}

  private int run(TestShell shell, String... words) {
    shell.in(folder).with("NEWSREEL_SERVER", node.api().home().toString());
    CommandLine root = new CommandLine(new Root());
    ServerCommands.addTo(root, shell.shell());
    return Commands.prepared(root, shell.shell(), Exception::toString).execute(words);
  }

  private static int videos() {
    int all = 0;
    for (JsonNode count : Web.get(node.api().url("/api/v1/videos?limit=1")).json().path("counts")) {
      all += count.asInt();
    }
    return all;
  }

  private String article() {
    return "River bridge "
        + UUID.randomUUID()
        + "\n\nThe town has opened its new river bridge this morning, and many people came."
        + " The band played until noon, and the mayor promised to keep the ferry.";
  }

  private String file() throws IOException {
    Files.writeString(folder.resolve("article.txt"), article());
    return "article.txt";
  }

  @Test
  void makeWaitsAndPrintsNothingButWhereTheVideoIs() throws IOException {
    TestShell shell = TestShell.plain();

    int code = run(shell, "make", file());

    assertThat(code).as(shell.errors()).isZero();
    assertThat(shell.output().lines()).singleElement().asString().contains(".mp4");
    assertThat(shell.errors()).contains("is accepted, about", "USD", "done");
  }

  @Test
  void makeOfTheSameArticleTwiceIsOneVideo() throws IOException {
    String file = file();
    TestShell first = TestShell.plain();
    TestShell second = TestShell.plain();
    TestShell again = TestShell.plain();

    run(first, "make", file, "--no-wait");
    run(second, "make", file, "--no-wait");
    run(again, "make", file, "--no-wait", "--again");

    assertThat(second.output()).isEqualTo(first.output());
    assertThat(second.errors()).contains("--again");
    assertThat(again.output()).startsWith("v_").isNotEqualTo(first.output());
  }

  @Test
  void makeTakesTheEntriesOfAFeedAndThenNothingNew() {
    String feed = providers.url("/feed.xml?cli-" + UUID.randomUUID()).toString();
    TestShell first = TestShell.plain();

    assertThat(run(first, "make", feed, "--max-items", "50")).isZero();
    assertThat(first.output().lines()).hasSizeGreaterThan(1).allMatch(l -> l.contains(".mp4"));

    TestShell second = TestShell.plain();
    assertThat(run(second, "make", feed)).isZero();
    assertThat(second.output()).isEmpty();
    assertThat(second.errors()).contains("no entry that was not taken before");
  }

  @Test
  void makeFindsOutThatAnAddressIsThatOfAnArticle() {
    String page = providers.url("/articles/fresh-1234567").toString();
    TestShell first = TestShell.plain();
    TestShell second = TestShell.plain();
    TestShell person = TestShell.person(100).typing("n\n");

    assertThat(run(first, "make", page)).as(first.errors()).isZero();
    assertThat(first.output().lines()).singleElement().asString().contains(".mp4");
    run(second, "make", page, "--no-wait");
    assertThat(second.errors()).as("asked for before").contains("--again");

    run(person, "make", page, "--title", "My own title");
    assertThat(person.errors()).contains("My own title", "this video for about", "…");
  }

  @ParameterizedTest
  @CsvSource({
    "/articles/none, 1, 404",
    "/articles/harbour-ferries --max-items 2, 1, article.url",
    "/feed.xml --title T, 1, rss_url",
    "/feed.xml --link https://a.example/b, 2, --link"
  })
  void anAddressThatIsNotWhatItWasTakenForIsToldOf(String words, int code, String told) {
    TestShell shell = TestShell.plain();

    assertThat(run(shell, ("make " + providers.url("") + words).split(" "))).isEqualTo(code);

    assertThat(shell.errors()).contains(told);
    assertThat(shell.output()).isEmpty();
  }

  @Test
  void aDryRunTellsTheCostAndMakesNothing() throws IOException {
    TestShell shell = TestShell.plain();
    int before = videos();

    assertThat(run(shell, "make", file(), "--dry-run", "--json")).isZero();

    JsonNode told = Json.tree(shell.output().getBytes(StandardCharsets.UTF_8));
    assertThat(told.path("estimated_cost_usd").asDouble()).isPositive();
    assertThat(told.path("simulated").asBoolean(true)).isFalse();
    assertThat(told.at("/videos/0/title").asText()).startsWith("River bridge");
    assertThat(videos()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"n, 1, 0", "y, 0, 1", "'', 1, 0"})
  void aPersonIsAskedWhereItCostsMoney(String typed, int code, int made) throws IOException {
    TestShell shell = TestShell.person(100).typing(typed + "\n");
    int before = videos();

    assertThat(run(shell, "make", file(), "--no-wait")).as(shell.errors()).isEqualTo(code);

    assertThat(shell.errors()).contains("USD? [y/N]");
    assertThat(videos()).isEqualTo(before + made);
  }

  @Test
  void aVideoThatFailsEndsWith4AndSaysWhatToDo() throws IOException {
    providers.fault("{'provider':'heygen','call':'create','kind':'status','status':400}");
    TestShell shell = TestShell.plain();

    assertThat(run(shell, "make", file())).isEqualTo(4);

    assertThat(shell.output()).isEmpty();
    assertThat(shell.errors()).contains("is failed: ", "Next: ");
  }

  @Test
  void aHeldVideoEndsWith5AndOneThatTakesTooLongWith6() throws IOException {
    providers.fault("{'provider':'heygen','call':'create','kind':'status','status':402}");
    TestShell waiting = TestShell.plain();

    assertThat(run(waiting, "make", file(), "--timeout", "8s")).isEqualTo(6);
    String id = waiting.errors().replaceAll("(?s).*?(v_[0-9a-z]+).*", "$1");
    assertThat(waiting.errors()).contains("look again with: show " + id, "402");

    assertThat(run(TestShell.plain(), "hold", id)).isZero();
    assertThat(run(TestShell.plain(), "make", "article.txt")).isEqualTo(5);
    TestShell dry = TestShell.plain();
    assertThat(run(dry, "resume", id, "--dry-run")).as(dry.errors()).isZero();
    assertThat(dry.output()).startsWith("It would be ");
    assertThat(run(TestShell.plain(), "cancel", id)).isZero();
    assertThat(run(TestShell.plain(), "make", "article.txt")).isEqualTo(4);
  }

  @Test
  void listsAndSheetsAreSafeHoweverHostileATitleIs() {
    String title = "\u001b[2J\u001b]0;mine\u0007 \u202eturned שלום 日本語 " + UUID.randomUUID();
    String body = Api.article(title, title + " " + article());
    String id = node.api().post(body).json().path("id").asText();
    node.api().awaitEnd(id);
    TestShell list = TestShell.person(100).with("NO_COLOR", "1");
    TestShell sheet = TestShell.person(60).with("NO_COLOR", "1");
    TestShell json = TestShell.plain();

    assertThat(run(list, "videos", "--limit", "3")).isZero();
    assertThat(run(sheet, "show", id)).isZero();
    assertThat(run(json, "show", id, "--json")).isZero();

    String all = list.output() + sheet.output() + json.output();
    assertThat(all.replace("\n", "").codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(c -> c == 0x202e);
    assertThat(list.output()).contains(id);
    assertThat(list.output().lines()).allMatch(line -> line.length() <= 100);
    assertThat(sheet.output()).contains("published", "script written", "USD");
    assertThat(Json.tree(json.output().getBytes(StandardCharsets.UTF_8)).path("id").asText())
        .isEqualTo(id);
  }

  @Test
  void allVideosAreListedThroughManyPages() {
    for (int i = 0; i < 3; i++) {
      StringBuilder batch = new StringBuilder("{\"videos\":[");
      for (int j = 0; j < 100; j++) {
        batch.append(j == 0 ? "" : ",").append(Api.article("Many " + i + " " + j, article()));
      }
      Web.postJson(node.api().url("/api/v1/batches"), batch + "]}");
    }
    TestShell all = TestShell.plain();
    TestShell few = TestShell.plain();

    assertThat(run(all, "videos", "--all", "--json")).isZero();
    assertThat(run(few, "videos", "--limit", "7")).isZero();

    JsonNode list = Json.tree(all.output().getBytes(StandardCharsets.UTF_8));
    assertThat(list.path("videos")).hasSizeGreaterThanOrEqualTo(300);
    assertThat(few.output().lines()).hasSize(8);
    assertThat(few.errors()).contains("--all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show ../../keys",
        "show",
        "make nowhere.txt",
        "make https://a.example/feed --title T --max-items 2",
        "make - --timeout soon",
        "videos --limit 0",
        "videos --status done --feed a",
        "videos --server ftp://a",
        "videos --key-file nowhere"
      })
  void wrongUseEndsWith2AndOneSentence(String typed) {
    TestShell shell = TestShell.plain();

    assertThat(run(shell, typed.split(" "))).isEqualTo(2);

    assertThat(shell.output()).isEmpty();
    assertThat(shell.errors().lines()).as(shell.errors()).hasSize(1);
  }

  @Test
  void aMissingOrWeakKeyEndsWith7AndTheRightOneIsTaken() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      ApiKeys keys = new ApiKeys(redis, Clock.systemUTC());
      String key = keys.create("reader", EnumSet.of(Scope.READ)).text();
      try {
        await().until(() -> run(TestShell.plain(), "videos") == 7);
        TestShell reader = TestShell.plain().with("NEWSREEL_API_KEY", key);
        assertThat(run(reader, "videos", "--limit", "1")).isZero();
        assertThat(run(reader, "make", "-")).isEqualTo(2);
        TestShell maker = TestShell.plain().with("NEWSREEL_API_KEY", key).typing(article());
        assertThat(run(maker, "make", "-")).isEqualTo(7);
        assertThat(maker.errors()).contains("scope trigger").doesNotContain(key);
      } finally {
        keys.all().forEach(k -> keys.revoke(k.id()));
        await().until(() -> run(TestShell.plain(), "videos", "--limit", "1") == 0);
      }
    }
  }
}
