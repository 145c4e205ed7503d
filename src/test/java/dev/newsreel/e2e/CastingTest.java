package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may speak: asked at the door. */
class CastingTest {

  private static final String PATIENT = "10s";

  private static String body(String more) {
    String article = Api.article("Snails", "The town of Aldern has opened a bridge for snails.");
    return article.substring(0, article.length() - 1) + more.replace('\'', '"') + "}";
  }

  @Test
  void whatHeyGenHasIsListedAndWhatItHasNotIsRefused() {
    try (TestSandbox providers = TestSandbox.start();
        RunningNewsreel node = RunningNewsreel.start(providers, "heygen.timeout", PATIENT)) {
      JsonNode avatars = Web.get(node.api().url("/api/v1/avatars?limit=3")).json();
      JsonNode rest =
          Web.get(
                  node.api()
                      .url(
                          "/api/v1/avatars?limit=3&cursor=" + avatars.path("next_cursor").asText()))
              .json();
      JsonNode voices = Web.get(node.api().url("/api/v1/voices?language=english&name=LAR")).json();

      assertThat(avatars.path("avatars")).hasSize(3);
      assertThat(rest.path("avatars")).hasSize(1);
      assertThat(rest.has("next_cursor")).isFalse();
      assertThat(voices.path("voices")).hasSize(1);
      assertThat(voices.at("/voices/0/id").asText()).isEqualTo("v-en-clara");
      assertThat(Web.get(node.api().url("/api/v1/voices?limit=0")).status()).isEqualTo(422);

      Web.Reply reply = node.api().post(body(",'avatar_id':'Markus_studio','voice_id':'v-en-x'"));
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.json().at("/errors/0/message").asText()).contains("Marcus_studio_sitting");
      assertThat(reply.json().at("/errors/1/field").asText()).isEqualTo("voice_id");
      assertThat(node.api().post(body(",'avatar_id':'Jonas_desk_front'")).status()).isEqualTo(202);
    }
  }

  @Test
  void aStartWithAnAvatarThatDoesNotExistGoesOn() {
    try (TestSandbox providers = TestSandbox.start();
        RunningNewsreel node =
            RunningNewsreel.unregistered(
                providers, "heygen.timeout", PATIENT, "heygen.avatar-id", "Abigail_newsrom")) {
      assertThat(node.api().postArticle().status()).isEqualTo(202);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'kind':'status','status':404",
        "'kind':'status','status':401",
        "'kind':'status','status':429",
        "'kind':'malformed'",
        "'kind':'truncate'",
        "'kind':'hang'"
      })
  void nothingIsRefusedWhenHeyGenDoesNotTell(String fault) {
    try (TestSandbox providers = TestSandbox.start()) {
      providers.fault("{'provider':'heygen','call':'looks'," + fault + "}");
      providers.fault("{'provider':'heygen','call':'voices'," + fault + "}");
      try (RunningNewsreel node =
          RunningNewsreel.start(
              providers,
              "heygen.avatar-id",
              "private-one",
              "heygen.timeout",
              fault.contains("hang") ? "1s" : PATIENT)) {
        assertThat(node.api().post(body(",'avatar_id':'another'")).status()).isEqualTo(202);
        assertThat(Web.get(node.api().url("/api/v1/avatars")).status()).isEqualTo(503);
      }
    }
  }
}
