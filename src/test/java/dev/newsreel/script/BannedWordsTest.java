package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BannedWordsTest {

  @TempDir private Path home;

  private static BannedWords banned(String list) {
    return new BannedWords(TestSettings.with("script.banned", list));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "casino ~ Win at the Casino!",
        "casino ~ win at the \uFF43\uFF41\uFF53\uFF49\uFF4E\uFF4F",
        "casino ~ a ca\u200Bsi\u00ADno night",
        "casino ~ a c\u0430sin\u043E night",
        "casino ~ ein CASÍNO",
        "Straße ~ in der STRASSE",
        "straße ~ in der Strasse",
        "get rich quick ~ Get  rich, quick.",
        "café crème ~ Cafe\u0301 creme",
        "赌场 ~ 新的赌场开业了",
        "казино ~ в КАЗИНО сегодня",
        "/free\\s+(spins?|money)/ ~ Get FREE  money now",
        "/b[o0]nus/ ~ a B0NUS",
        "/(a+)+$/ ~ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void findsItHoweverItIsWritten(String list, String text) {
    assertThat(banned("other, " + list).in(text)).contains(list);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "casino ~ The casinos are closed",
        "ass ~ A classic assessment of glass",
        "get rich quick ~ get quick rich",
        "bar ~ Barbara",
        "'' ~ anything"
      })
  void findsNothingElse(String list, String text) {
    assertThat(banned(list == null ? "" : list).in(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/(/", "/a(?=b)/", "/(a)\\1/", "...", "!"})
  void refusesAtTheStartWhatItCannotRead(String list) {
    assertThatThrownBy(() -> banned("fine, " + list))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("script.banned (SCRIPT_BANNED)")
        .hasMessageContaining(list);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    String missing = home.resolve("none.txt").toString();

    assertThatThrownBy(() -> new BannedWords(TestSettings.with("script.banned-file", missing)))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("script.banned-file (SCRIPT_BANNED_FILE)");
  }

  @Test
  void readsTheFileAgainAndKeepsTheOldOneWhenTheNewIsBad() throws IOException {
    Path file = home.resolve("banned.txt");
    write(file, "# ours\n\ncasino\n/lot+ery/\n", 1);
    BannedWords banned = new BannedWords(TestSettings.with("script.banned-file", file.toString()));
    assertThat(banned.in("a lottery")).contains("/lot+ery/");

    write(file, "roulette\n", 2);
    banned.look();
    assertThat(banned.in("a casino")).isEmpty();
    assertThat(banned.in("roulette")).contains("roulette");

    write(file, "/(/\n", 3);
    banned.look();
    assertThat(banned.in("roulette")).contains("roulette");

    Files.delete(file);
    banned.look();
    assertThat(banned.in("roulette")).contains("roulette");
  }

  private static void write(Path file, String text, int time) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time * 100_000L));
  }

  @Test
  void isQuickWithAnythingLong() {
    BannedWords banned = banned("casino, /(x+x+)+y/");

    assertThat(banned.in("x".repeat(100_000))).isEmpty();
  }
}
