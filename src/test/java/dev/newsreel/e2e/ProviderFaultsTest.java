package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a provider does, a job ends, and what was bought is what it needed. */
class ProviderFaultsTest {

  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node =
        RunningNewsreel.start(
            providers, "reconcile.after", "300ms", "openai.timeout", "2s", "heygen.timeout", "2s");
  }

  @AfterEach
  void clearFaults() {
    providers.clearFaults();
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'provider':'openai','kind':'status','status':429",
        "'provider':'openai','kind':'status','status':500",
        "'provider':'openai','kind':'status','status':503,'code':'html'",
        "'provider':'openai','kind':'hang'",
        "'provider':'openai','kind':'length'",
        "'provider':'openai','kind':'empty'",
        "'provider':'openai','kind':'malformed'",
        "'provider':'openai','kind':'truncate'",
        "'provider':'heygen','call':'create','kind':'status','status':429",
        "'provider':'heygen','call':'create','kind':'status','status':500",
        "'provider':'heygen','call':'create','kind':'status','status':500,'after':true",
        "'provider':'heygen','call':'create','kind':'status','status':503,'code':'html'",
        "'provider':'heygen','call':'create','kind':'status','status':402",
        "'provider':'heygen','call':'create','kind':'hang'",
        "'provider':'heygen','call':'create','kind':'drop_after'",
        "'provider':'heygen','call':'create','kind':'drop_before'",
        "'provider':'heygen','call':'create','kind':'malformed'",
        "'provider':'heygen','call':'create','kind':'empty'",
        "'provider':'heygen','call':'create','kind':'truncate'",
        "'provider':'heygen','call':'get','kind':'status','status':500",
        "'provider':'heygen','call':'get','kind':'status','status':404",
        "'provider':'heygen','call':'get','kind':'no_url'",
        "'provider':'heygen','call':'get','kind':'malformed'",
        "'provider':'submagic','call':'create','kind':'status','status':429",
        "'provider':'submagic','call':'create','kind':'status','status':500",
        "'provider':'submagic','call':'create','kind':'status','status':500,'after':true",
        "'provider':'submagic','call':'create','kind':'drop_after'",
        "'provider':'submagic','call':'create','kind':'drop_before'",
        "'provider':'submagic','call':'create','kind':'malformed'",
        "'provider':'submagic','call':'create','kind':'no_url'",
        "'provider':'submagic','call':'get','kind':'status','status':500",
        "'provider':'submagic','call':'get','kind':'status','status':404",
        "'provider':'submagic','call':'get','kind':'no_url'",
        "'provider':'submagic','call':'get','kind':'malformed'",
        "'provider':'submagic','call':'get','kind':'truncate'"
      })
  void aJobSurvivesOneFault(String rule) {
    providers.fault("{" + rule + ",'times':1}");

    String id = node.api().accepted();

    node.api().awaitEnd(id, "done");
    assertBought(id, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"malformed", "empty", "truncate"})
  void aLostOrderIsAdoptedThoughItsProjectCannotBeReadAtFirst(String kind) {
    providers.fault("{'provider':'submagic','call':'create','kind':'drop_after','times':1}");
    providers.fault("{'provider':'submagic','call':'get','kind':'%s','times':1}".formatted(kind));

    String id = node.api().accepted();

    node.api().awaitEnd(id, "done");
    assertBought(id, 1, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "refusal, script_refused",
    "filter, script_filtered",
    "length, script_truncated",
    "empty, script_empty",
    "malformed, script_empty"
  })
  void withoutAScriptAJobIsHeldAndNothingIsBought(String kind, String code) {
    providers.fault("{'provider':'openai','kind':'%s'}".formatted(kind));

    String id = node.api().accepted();

    assertPlainCause(node.api().awaitEnd(id, "held"), code, "openai");
    assertBought(id, 0, 0);
  }

  @Test
  void aJobIsHeldWhenOpenAiStaysDown() {
    providers.fault("{'provider':'openai','kind':'status','status':500}");

    String id = node.api().accepted();

    assertPlainCause(node.api().awaitEnd(id, "held"), "openai_refused", "openai");
    assertBought(id, 0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "heygen, 'kind':'render_failed', video_failed, 1, 0",
        "\"heygen\", \"'kind':'status','status':400\", heygen_refused, 0, 0",
        "\"submagic\", \"'kind':'status','status':400\", submagic_refused, 1, 0",
        "submagic, 'kind':'render_failed', captions_failed, 1, 1"
      })
  void whatAProviderRefusesOrCannotMakeFailsWithItsReason(
      String provider, String rule, String code, int videos, int projects) {
    providers.fault("{'provider':'%s','call':'create',%s,'times':1}".formatted(provider, rule));

    String id = node.api().accepted();

    assertPlainCause(node.api().awaitEnd(id, "failed"), code, provider);
    assertBought(id, videos, projects);
  }

  @Test
  void aSourceThatSubmagicCannotReadIsOrderedEightTimesAndThenFailsWithItsReason() {
    providers.fault("{'provider':'submagic','call':'download','kind':'status','status':403}");

    String id = node.api().accepted();

    JsonNode failed = node.api().awaitEnd(id, "failed");
    assertPlainCause(failed, "captions_failed", "submagic");
    assertThat(failed.at("/failure/message").asText()).contains("403");
    assertBought(id, 1, 8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'status','status':404", "'truncate'", "'drop_before'", "'slow_drip'"})
  void theFinishedFileIsFetchedWholeInSpiteOfAFault(String kind) throws Exception {
    String id = awaitRelayed();
    providers.fault("{'provider':'files','kind':%s,'delay':'20ms','times':1}".replace("%s", kind));

    JsonNode done = node.api().awaitEnd(id, "done");

    long film = Files.size(node.videos().resolve(done.at("/result/file").asText()));
    assertThat(film).isEqualTo(filmBytes()).isEqualTo(done.at("/result/bytes").asLong());
    assertBought(id, 1, 1);
  }

  private static long filmBytes() throws Exception {
    try (var film = ProviderFaultsTest.class.getResourceAsStream("/sandbox/video.mp4")) {
      return film.readAllBytes().length;
    }
  }

  // Files are also read by the relay, for Submagic: only after that can a fault meet the publisher.
  private static String awaitRelayed() {
    providers.fault("{'provider':'webhook','call':'submagic','kind':'webhook_lost','times':1}");
    int before = providers.requests("files.download");
    String id = node.api().accepted();
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> providers.requests("files.download") > before);
    return id;
  }

  private static void assertBought(String id, int videos, int projects) {
    assertThat(providers.videosOf(id)).as("videos of %s", id).isEqualTo(videos);
    assertThat(providers.projectsOf(id)).as("projects of %s", id).isEqualTo(projects);
  }

  private static void assertPlainCause(JsonNode ended, String code, String provider) {
    JsonNode failure = ended.path("failure");
    assertThat(failure.path("code").asText()).as(failure.toString()).isEqualTo(code);
    assertThat(failure.path("provider").asText()).isEqualTo(provider);
    assertThat(failure.path("message").asText()).isNotBlank().doesNotContain("Exception", "java.");
    assertThat(failure.path("next").asText()).isNotBlank();
    assertThat(failure.path("at").asText()).isNotBlank();
  }
}
