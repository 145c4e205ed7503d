package dev.newsreel.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.settings.BadSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins are listed letter by letter: nothing that could mean several is taken. */
class OriginsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "https://*.example",
        "https://desk.example/",
        "https://Desk.example",
        "desk.example",
        "ftp://desk.example",
        "https://desk.example https://b.example",
        "https://a@desk.example"
      })
  void whatIsNoOriginIsRefusedAtStart(String text) {
    assertThatThrownBy(() -> Origins.of(text))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("cors.origins");
  }

  @Test
  void severalAreSeparatedByCommas() {
    assertThat(Origins.of("https://a.example, http://[::1]:3000 ,")).isNotNull();
  }
}
