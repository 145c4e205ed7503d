package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is banned is never spoken, and nothing costly is bought for it. */
class BannedScriptTest {

  @ParameterizedTest
  @ValueSource(strings = {"hold", "template"})
  void isHeldWithThePhraseAfterOneRepair(String fallback) {
    try (TestSandbox providers = TestSandbox.start();
        RunningNewsreel node =
            RunningNewsreel.start(
                providers, "script.banned", "new river bridge", "script.fallback", fallback)) {
      String id = node.api().accepted();

      JsonNode held = node.api().awaitEnd(id, "held");

      assertThat(held.at("/failure/code").asText()).isEqualTo("script_banned");
      assertThat(held.at("/failure/message").asText()).contains("\"new river bridge\"");
      assertThat(node.api().edges(id))
          .containsExactly("accepted", "writing", "failed attempt", "writing", "held");
      assertThat(providers.bill("/openai/calls")).isEqualTo(2);
      assertThat(providers.videosOf(id)).isZero();
    }
  }
}
