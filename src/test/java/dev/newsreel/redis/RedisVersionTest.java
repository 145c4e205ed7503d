package dev.newsreel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisVersionTest {

  @ParameterizedTest
  @CsvSource({"6.2.11,6,2", "7.0.15,7,0", "255.255.255,255,255", " 8.0-rc1 ,8,0", "6.2,6,2"})
  void readsTheFirstTwoNumbers(String text, int major, int minor) {
    assertThat(RedisVersion.parse(text)).isEqualTo(new RedisVersion(major, minor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.2.0", "6.2.11", "6.10.0", "7.0.0", "10.1.2"})
  void takesWhatIsNewEnough(String text) {
    assertThatCode(() -> RedisVersion.check(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.0.16", "6.1.240", "5.0.14", "2.8.9"})
  void refusesWhatIsTooOldAndSaysSo(String text) {
    assertThatThrownBy(() -> RedisVersion.check(text))
        .hasMessage("Redis " + text + " is too old: Newsreel needs Redis 6.2 or newer");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "unknown", "6", "v6.2"})
  void letsPassWhatIsNotTold(String text) {
    assertThat(RedisVersion.parse(text)).isNull();
    assertThatCode(() -> RedisVersion.check(text)).doesNotThrowAnyException();
  }
}
