package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechTest {

  private final Speech speech = new Speech(150);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0",
        "'  \n ' | 0",
        "one | 1",
        "one two | 1",
        "one two three | 2",
        "'one  two\n\nthree\tfour five' | 2",
        "港口渡轮今天复航 | 2",
        "フェリーが戻る | 2",
        "항구 | 1",
        "Ferry 港口渡轮今 back | 2",
        "港口渡轮今天复航。票价不变！ | 3",
        "one — two * three ... | 2",
        "'\uD83D\uDE80 \uD83D\uDE80 one' | 1",
        "เรือข้ามฟากกลับมา | 2",
        "عادت العبارات إلى الميناء | 2"
      })
  void takesAsLongAsItsWordsOrCharacters(String text, int seconds) {
    assertThat(speech.seconds(text)).isEqualTo(seconds);
  }

  @Test
  void saysTheConfiguredWordsInAMinute() {
    assertThat(speech.seconds("word ".repeat(150))).isEqualTo(60);
    assertThat(speech.seconds("word ".repeat(151))).isEqualTo(61);
    assertThat(speech.wordsIn(60)).isEqualTo(150);
    assertThat(speech.wordsIn(5)).isEqualTo(12);
  }

  @Test
  void cutsAfterTheLastWholeSentenceThatFits() {
    String text = "One two three. Four five six. Seven eight nine.";

    assertThat(speech.fit(text, 2, Locale.ENGLISH)).isEqualTo("One two three.");
    assertThat(speech.fit(text, 3, Locale.ENGLISH)).isEqualTo("One two three. Four five six.");
    assertThat(speech.fit(text, 60, Locale.ENGLISH)).isEqualTo(text);
  }

  @Test
  void leavesNothingWhenTheFirstSentenceIsTooLong() {
    assertThat(speech.fit("word ".repeat(100) + ".", 5, Locale.ENGLISH)).isEmpty();
    assertThat(speech.fit("", 5, Locale.ENGLISH)).isEmpty();
  }

  @Test
  void knowsWhereChineseSentencesEnd() {
    assertThat(speech.fit("渡轮今天复航。票价不变，时间也不变。", 2, Locale.CHINESE)).isEqualTo("渡轮今天复航。");
  }

  @Test
  void measuresWhatCanBeSaidAsTheLanguageIsWritten() {
    assertThat(speech.most(60, "en")).isEqualTo("150 words");
    assertThat(speech.most(60, "zh-Hant")).isEqualTo("300 characters");
    assertThat(speech.most(30, "th")).isEqualTo("300 characters");
  }

  @Test
  void cutsThaiAtABlank() {
    String text = "เรือข้ามฟากกลับมาแล้ว ราคาตั๋วเท่าเดิม";

    assertThat(speech.fit(text, 3, Locale.forLanguageTag("th"))).isEqualTo("เรือข้ามฟากกลับมาแล้ว");
  }
}
