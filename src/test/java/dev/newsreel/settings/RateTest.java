package dev.newsreel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({"30/h, 30, 3600", "500/m, 500, 60", "10/s, 10, 1", "7 / d, 7, 86400", "auto, 0, 0"})
  void isReadAsPeopleWriteIt(String text, int calls, long seconds) {
    assertThat(Rate.parse(text)).isEqualTo(new Rate(calls, Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "0/h", "-1/h", "30/w", "1.5/s", "/h", "Auto", "99999999999/h"})
  void isRefusedOtherwise(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).hasMessageContaining("30/h");
  }

  @Test
  void isRefusedByTheNameOfItsSetting() {
    assertThatThrownBy(() -> TestSettings.with("submagic.read-rate", "fast"))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("submagic.read-rate (SUBMAGIC_READ_RATE)");
  }
}
