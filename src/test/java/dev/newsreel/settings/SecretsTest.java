package dev.newsreel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  // The word that must never be left over is put together, so that this file holds no key.
  private static final String PLANTED = "plantedplantedplanted0123456789planted0123";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Incorrect API key provided: sk-%s.",
        "The key nr_0123456789ab_%s is not known",
        "secret whsec_%s",
        "Authorization: Bearer %s",
        "Authorization=Basic %s",
        "{\"x-api-key\":\"%s\"}",
        "X-Api-Key: %s",
        "GET https://files.example/f.mp4?a=1&X-Amz-Signature=%s&b=2",
        "https://files.example/f.mp4?Key-Pair-Id=A&Signature=%s",
        "https://files.example/f.mp4?token=%s",
        "https://files.example/f.mp4?a=1&amp;access_token=%s",
        "GET /relay/v_01kapbc000abcdefghjkmnpq00.1.%s.mp4",
        "POST /webhooks/submagic/v_01kapbc000abcdefghjkmnpq00.1.%s",
        "https://user:%s@news.example/a"
      })
  void hidesWhatLooksLikeASecret(String text) {
    Secrets secrets = Secrets.unknown();

    String hidden = secrets.hide(text.formatted(PLANTED));

    assertThat(hidden).contains(Secrets.HIDDEN).doesNotContain("planted").doesNotContain("0123456");
    assertThat(secrets.hide(hidden)).isEqualTo(hidden);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HeyGen answered 401: the key is wrong",
        "https://news.example/a?page=2&tokens=7",
        "Basic income is a task-force's disk-space question",
        "video v_01kapbc000abcdefghjkmnpq00 is shut: bearer of bad news",
        "GET /api/v1/videos?limit=50"
      })
  void leavesOrdinaryTextAsItIs(String text) {
    assertThat(Secrets.unknown().hide(text)).isEqualTo(text);
  }

  @Test
  void hidesTheValuesOfSecretSettingsWhereverTheyStandAndAsJsonWritesThem() {
    Settings settings =
        TestSettings.with(
            "heygen.api-key", "pla\"nted\\one",
            "redis.url", "redis://:planted-password@redis.example:6379");
    Secrets secrets = Secrets.of(settings);

    assertThat(secrets.hide("(pla\"nted\\one)")).isEqualTo("(***)");
    assertThat(secrets.hide("{\"said\":\"pla\\\"nted\\\\one\"}")).isEqualTo("{\"said\":\"***\"}");
    assertThat(secrets.hide("ERR wrong planted-password given")).isEqualTo("ERR wrong *** given");
  }
}
