package dev.newsreel.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesFitTest {

  @Test
  void theDefaultsFit() {
    assertThatCode(() -> TimesFit.check(TestSettings.with())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "connect.timeout, 10s, heygen.timeout, 10s, must be shorter",
    "connect.timeout, 6s, feed.timeout, 5s, must be shorter",
    "reconcile.after, 3h, reconcile.deadline, 3h, must be shorter",
    "submagic.unknown-wait, 4h, reconcile.deadline, 3h, must be shorter",
    "retry.first, 10m, retry.longest, 5m, must not be longer"
  })
  void whatDoesNotFitIsRefusedByBothNames(
      String one, String first, String other, String second, String sentence) {
    Settings settings = TestSettings.with(one, first, other, second);

    assertThatThrownBy(() -> TimesFit.check(settings))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining(one + " (" + first + ") " + sentence)
        .hasMessageContaining(other + " (" + second + ")");
  }
}
