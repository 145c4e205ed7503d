package dev.newsreel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a stranger wrote steers a terminal. */
class PlainTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[31mred\u001b[0m",
        "\u001b]0;a window's title\u0007",
        "back\b\b\b\bover",
        "\u009b31m an eight bit sequence",
        "one\r\ntwo\u2028three",
        "\u202eturned around\u202c \u2066isolated\u2069",
        "half of a pair \ud83d",
        "\udb40\udc41 an invisible tag"
      })
  void aLineHoldsNothingThatControls(String hostile) {
    String line = PlainText.line(hostile);

    assertThat(line.codePoints())
        .allMatch(c -> !Character.isISOControl(c))
        .allMatch(c -> Character.getType(c) != Character.FORMAT)
        .allMatch(c -> Character.getType(c) != Character.SURROGATE)
        .noneMatch(c -> c == 0x2028);
  }

  @Test
  void ordinaryTextOfAllLanguagesStaysAsItIs() {
    for (String text : new String[] {"Grüße, naïve café", "שלום עולם", "日本語のニュース", "🐌 bridge"}) {
      assertThat(PlainText.line(text)).isEqualTo(text);
    }
  }

  @Test
  void wideLettersTakeTwoColumnsAndMarksNone() {
    assertThat(PlainText.width("日本")).isEqualTo(4);
    assertThat(PlainText.width("e\u0301")).isEqualTo(1);
    assertThat(PlainText.width("שלום")).isEqualTo(4);
    assertThat(PlainText.padded("日本語", 4)).isEqualTo("日… ");
    assertThat(PlainText.width(PlainText.padded("日本", 9))).isEqualTo(9);
  }

  @Test
  void aParagraphBreaksWhatHasNoSpaces() {
    assertThat(Paragraph.wrapped("aaa bbb cccccccccc", 7))
        .containsExactly("aaa bbb", "ccccccc", "ccc");
    assertThat(Paragraph.wrapped("日本語日本語", 5)).allMatch(line -> PlainText.width(line) <= 5);
  }
}
