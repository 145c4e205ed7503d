package dev.newsreel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host | 0.0.0.0",
        "public-base-url | ''",
        "public-base-url | https://news.example.com",
        "public-base-url | http://127.0.0.1:8080/base",
        "port | 1",
        "port | ' 65535 '",
        "openai.temperature | 0",
        "openai.temperature | 1.25",
        "openai.temperature | 2",
        "heygen.usd-per-second | 0.0667",
        "submagic.source | link",
        "heygen.aspect-ratio | 1:1",
        "log.format | json",
        "reconcile.after | 500ms",
        "reconcile.after | 15s",
        "reconcile.after | 10 m",
        "reconcile.after | 3h",
        "reconcile.after | 30d",
        "heygen.api-key | anything",
        "camel.main.name | other"
      })
  void takeEveryKindOfValue(String name, String value) {
    assertThat(TestSettings.with(name, value).text(name)).isEqualTo(value.trim());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host | '' | empty",
        "public-base-url | news.example.com | not an http or https address",
        "public-base-url | ftp://news.example.com | not an http or https address",
        "public-base-url | https:// | at index",
        "public-base-url | https://a:b@news.example.com | not an http or https address",
        "public-base-url | https://news.example.com?a=b | not an http or https address",
        "port | 0 | not between 1 and 65535",
        "port | 65536 | not between 1 and 65535",
        "port | 80.5 | not a number",
        "port | eighty | not a number",
        "port | '' | empty",
        "openai.temperature | 2.01 | not between 0 and 2",
        "openai.temperature | -0.1 | not between 0 and 2",
        "openai.temperature | 1e0 | not a number",
        "submagic.source | ftp | not one of relay, link",
        "heygen.usd-per-second | cheap | not a number",
        "log.format | xml | not one of text, json",
        "heygen.aspect-ratio | 9x16 | not one of 16:9, 9:16",
        "reconcile.after | 10 | not a period",
        "reconcile.after | 10 min | not a period",
        "reconcile.after | -5s | not a period",
        "reconcile.after | PT5S | not a period"
      })
  void refuseABadValueByItsNameInBothSpellings(String name, String value, String why) {
    assertThatThrownBy(() -> TestSettings.with(name, value))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining(name + " (" + Setting.named(name).environmentName() + ") is ")
        .hasMessageContaining(why);
  }

  @Test
  void tellEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(() -> TestSettings.with("port", "x", "log.format", "xml", "no.such", "1"))
        .hasMessageContainingAll("port (PORT)", "log.format (LOG_FORMAT)", "no.such is not");
  }

  @ParameterizedTest
  @CsvSource({
    "heygen.apikey, heygen.api-key",
    "heygen.api_key, heygen.api-key",
    "heygenApiKey, ",
    "publicbaseurl, public-base-url",
    "no.such.thing, "
  })
  void knowWhatAMisspeltNameWasMeantToBe(String name, String meant) {
    BadSetting bad = catchThrowableOfType(BadSetting.class, () -> TestSettings.with(name, "1"));

    assertThat(bad)
        .hasMessage(
            name
                + " is not a setting"
                + (meant == null ? "" : "; did you mean " + meant + "?")
                + " (from a system property)");
  }

  @Test
  void neverShowASecret() {
    Kind secret = Kind.of("secret");

    assertThat(secret.problem("")).hasValue("empty");
    assertThat(secret.problem("hush")).isEmpty();
    assertThat(Setting.all())
        .filteredOn(s -> s.name().matches(".*(api-key|password)"))
        .hasSize(4)
        .allMatch(Setting::secret);
    assertThatThrownBy(() -> TestSettings.with("heygen.api-key", "hush", "port", "x"))
        .hasMessageNotContaining("hush");
  }

  @Test
  void giveValuesAsWhatTheyAre() {
    Settings settings =
        TestSettings.with(
            "heygen.base-url",
            "http://127.0.0.1:9",
            "heygen.usd-per-second",
            "12.50",
            "port",
            "81");

    assertThat(settings.uri("heygen.base-url")).isEqualTo(URI.create("http://127.0.0.1:9"));
    assertThat(settings.decimal("heygen.usd-per-second")).isEqualByComparingTo("12.5");
    assertThat(settings.number("port")).isEqualTo(81);
    assertThat(settings.duration("reconcile.after")).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.has("heygen.voice-id")).isFalse();
    assertThat(settings.textOrNull("heygen.voice-id")).isNull();
    assertThat(settings.with("port", "82").number("port")).isEqualTo(82);
    assertThat(settings.number("port")).isEqualTo(81);
    assertThatThrownBy(() -> settings.text("no.such"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no.such");
  }

  @Test
  void knowYesAndNoOnlyAsTrueAndFalse() {
    Kind flag = Kind.of("flag");

    assertThat(flag.problem("true")).isEmpty();
    assertThat(flag.problem("false")).isEmpty();
    assertThat(flag.problem("yes").orElseThrow()).contains("not one of true, false");
  }

  @Test
  void areRightAsTheyCome() {
    assertThatCode(TestSettings::with).doesNotThrowAnyException();
  }
}
