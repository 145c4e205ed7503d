package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code script.fallback = template} the article speaks for itself when OpenAI cannot. */
class FallbackScriptTest {

  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "script.fallback", "template");
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
        "'refusal'",
        "'filter'",
        "'length'",
        "'empty'",
        "'malformed'",
        "'status','status':500"
      })
  void theArticlesFirstSentencesAreSpoken(String kind) {
    providers.fault("{'provider':'openai','kind':" + kind + "}");

    String id = node.api().accepted();

    JsonNode done = node.api().awaitEnd(id, "done");
    assertThat(done.at("/script/fallback").asBoolean()).isTrue();
    assertThat(done.at("/script/note").asText()).isNotBlank();
    assertThat(done.at("/script/text").asText()).startsWith(done.at("/article/title").asText());
    assertThat(done.at("/script/spoken_seconds").asInt()).isBetween(1, 60);
    assertThat(providers.videosOf(id)).isEqualTo(1);
    assertThat(providers.projectsOf(id)).isEqualTo(1);
  }
}
