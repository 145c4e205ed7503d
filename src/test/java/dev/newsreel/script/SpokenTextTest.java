package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "See https://news.example/a for more. | See for more. | a link",
        "Go to www.example.com now. | Go to now. | a link",
        "It is <b>big</b> news. | It is big news. | a tag",
        "[Upbeat music] The town wakes. | The town wakes. | a stage direction",
        "The town wakes (pause) slowly. | The town wakes slowly. | a stage direction",
        "The town wakes (soft music plays). | The town wakes. | a stage direction",
        "Narrator: The town wakes. | The town wakes. | a speaker's name before a line",
        "**Host 1:** The town wakes. | The town wakes. | a speaker's name before a line",
        "It is **big** news. | It is big news. | mark-up",
        "# Ferries | Ferries | mark-up",
        "[A link](https://news.example) here. | A link here. | a link",
        "We love #ferries today. | We love ferries today. | a hashtag",
        "Big news \uD83D\uDE80! | Big news! | an emoji",
        "Hello \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 there. | Hello there. | an emoji"
      })
  void findsAndTakesOutWhatIsNotSpoken(String text, String clean, String fault) {
    assertThat(SpokenText.fault(text)).contains(fault);
    assertThat(SpokenText.clean(text)).isEqualTo(clean);
    assertThat(SpokenText.fault(clean)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The ferry is number one, 5 * 3 metres, and costs 10 % less (as before).",
        "Issue #1 is closed; R&D goes on. She said: we are back!",
        "عادت العبارات إلى الميناء، والأسعار كما هي.",
        "渡轮今天复航。票价不变（和以前一样）。",
        "It is warm: 20 °C, and 3 < 5 > 2 - really."
      })
  void leavesOrdinarySentencesAlone(String text) {
    assertThat(SpokenText.fault(text)).isEmpty();
    assertThat(SpokenText.clean(text)).isEqualTo(text);
  }

  @Test
  void isQuickWithNonsense() {
    String nonsense = "[(<#*".repeat(20_000) + "(".repeat(20_000);

    assertThat(SpokenText.fault(nonsense)).isEmpty();
    assertThat(SpokenText.clean(nonsense)).isEqualTo(nonsense);
  }
}
