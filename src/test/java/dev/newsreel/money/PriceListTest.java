package dev.newsreel.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.job.Prices;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.TestSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTest {

  @TempDir Path directory;

  private Prices prices(String... settings) {
    return PriceList.load(directory, TestSettings.with(settings)).prices();
  }

  private void own(String lines) throws IOException {
    Files.writeString(directory.resolve("prices.properties"), lines);
  }

  private static void assertUsd(BigDecimal found, String usd) {
    assertThat(found).isEqualByComparingTo(usd);
  }

  @Test
  void hasThePricesOfModelEngineAndResolution() {
    Prices prices = prices();

    assertUsd(prices.script(1_000_000, 0, 0), "0.15");
    assertUsd(prices.script(1_000_000, 1_000_000, 0), "0.075");
    assertUsd(prices.script(0, 0, 1_000_000), "0.60");
    assertUsd(prices.video(BigDecimal.TEN), "0.667");
    assertUsd(prices.captions(new BigDecimal("60.1")), "0.20");
    assertUsd(prices("heygen.engine", "avatar_iii").video(BigDecimal.TEN), "0.167");
  }

  @Test
  void knowsAModelByItsNameWithADate() {
    assertThat(prices("openai.model", "gpt-5-nano-2025-08-07").tokens())
        .isEqualTo(prices("openai.model", "gpt-5-nano").tokens());
  }

  @Test
  void takesWhatIsRememberedForTheFullPriceWhereNoOtherIsKnown() {
    assertUsd(prices("openai.model", "gpt-4.1-mini").script(1_000_000, 500_000, 0), "0.40");
  }

  @Test
  void readsOnesOwnLinesBeforeThoseOfTheJar() throws IOException {
    own("read = 2026-11-25\nheygen.avatar_iv.4k = 0.2\nopenai.own-model = 1 / - / 2\n");

    Prices prices = prices("heygen.resolution", "4k", "openai.model", "own-model");

    assertUsd(prices.video(BigDecimal.ONE), "0.2");
    assertUsd(prices.script(1_000_000, 9, 1_000_000), "3");
    assertUsd(prices.captions(BigDecimal.ONE), "0.10");
    assertThat(PriceList.load(directory, TestSettings.with()).read())
        .isEqualTo(LocalDate.parse("2026-11-25"));
  }

  @Test
  void lowersOrRaisesNothingButWhatASettingNames() {
    Prices prices = prices("openai.usd-per-million-output", "9", "heygen.usd-per-second", "0.03");

    assertUsd(prices.script(1_000_000, 0, 1_000_000), "9.15");
    assertUsd(prices.script(1_000_000, 1_000_000, 0), "0.075");
    assertUsd(prices.video(BigDecimal.TEN), "0.3");
    Prices own =
        prices(
            "openai.model",
            "mine",
            "openai.usd-per-million-input",
            "0",
            "openai.usd-per-million-output",
            "0");
    assertUsd(own.script(1_000_000, 5, 1_000_000), "0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai.model | mine | no price openai.mine: set openai.usd-per-million-input",
        "heygen.resolution | 4k | no price heygen.avatar_iv.4k: set heygen.usd-per-second"
      })
  void refusesToGuessAPrice(String name, String value, String message) {
    assertThatThrownBy(() -> prices(name, value))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "submagic.minute = cheap | submagic.minute has \"cheap\"",
        "submagic.minute = -1 | submagic.minute has \"-1\"",
        "submagic.minute = | submagic.minute has \"\"",
        "openai.gpt-4o-mini = 1 / 2 | asked / remembered / written",
        "read = soon | read is \"soon\"",
        "read = \\u00 | cannot be read"
      })
  void refusesNonsense(String line, String message) throws IOException {
    own(line + "\n");

    assertThatThrownBy(this::prices).isInstanceOf(BadSetting.class).hasMessageContaining(message);
  }

  @Test
  void countsNothingThatAConfusedServerTells() {
    Prices prices = prices();

    assertUsd(prices.script(-5, -5, -5), "0");
    assertUsd(prices.script(10, 1_000, 0), prices.script(10, 10, 0).toPlainString());
    assertThat(prices.script(Long.MAX_VALUE, 0, Long.MAX_VALUE)).isLessThan(new BigDecimal("100"));
    assertThat(prices.video(new BigDecimal("1e30"))).isLessThan(new BigDecimal("100000"));
  }
}
