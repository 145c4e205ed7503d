package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Prices;
import dev.newsreel.money.PriceList;
import dev.newsreel.settings.TestSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The arithmetic of {@code docs/planning.md} holds with the prices that are in the jar. */
class PlanningDocTest {

  private static final Path DOC = Path.of("docs/planning.md");
  private static final BigDecimal SECONDS = BigDecimal.valueOf(45);
  private static final int ASKED = 600;
  private static final int WRITTEN = 150;
  private static final int DAY = 86_400;

  @Test
  void exampleHasThePresentPrices() throws IOException {
    assertDocHolds(example());
  }

  @Test
  void tableIsReckonedRight() throws IOException {
    StringBuilder table =
        new StringBuilder("| Mean render | 10 slots | 20 slots |\n|---|---|---|\n");
    for (int minutes : new int[] {2, 5, 10, 15}) {
      int one = DAY / (minutes * 60);
      table.append("| %d min | %d | %d |%n".formatted(minutes, 10 * one, 20 * one));
    }

    assertDocHolds(table.toString());
  }

  private static void assertDocHolds(String text) throws IOException {
    assertThat(Files.readString(DOC))
        .withFailMessage("%s must hold:%n%n%s", DOC, text)
        .contains(text);
  }

  private static String example() {
    PriceList.Read list = PriceList.load(Path.of("target/no-such-directory"), TestSettings.with());
    Prices prices = list.prices();
    BigDecimal script = prices.script(ASKED, 0, WRITTEN);
    BigDecimal video = prices.video(SECONDS);
    BigDecimal captions = prices.captions(SECONDS);
    BigDecimal sum = script.add(video).add(captions);
    return """
    A video of 45 seconds, with the defaults and the prices of %s:

    | What | US dollars |
    |---|---|
    | script: 600 tokens asked, 150 written | %s |
    | avatar video: 45 seconds × %s | %s |
    | captions: a started minute | %s |
    | together | %s |
    | 100 a day, for 30 days | %s |
    """
        .formatted(
            list.read(),
            text(script, 5),
            prices.perSecond().toPlainString(),
            text(video, 2),
            text(captions, 2),
            text(sum, 2),
            text(sum.multiply(BigDecimal.valueOf(3000)), 0));
  }

  private static String text(BigDecimal amount, int digits) {
    return amount.setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }
}
