package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.JobIds;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

  private static final String ID = JobIds.next(3, 1);

  @Test
  void isReadBackFromItsText() {
    Token token = Token.next(ID, 12);

    assertThat(Token.parse(token.text())).contains(token);
    assertThat(token.jobId()).isEqualTo(ID);
    assertThat(token.order()).isEqualTo(12);
  }

  @Test
  void carriesAHundredAndTwentyEightBitsOfChance() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String text = Token.next(ID, 1).text();
      assertThat(text.substring(text.lastIndexOf('.') + 1)).matches("[A-Za-z0-9_-]{22}");
      texts.add(text);
    }
    assertThat(texts).hasSize(1000);
  }

  @Test
  void isKnownByItsHashOnly() {
    Token token = Token.next(ID, 1);

    assertThat(token.hash()).matches("[0-9a-f]{64}").doesNotContain(token.text());
    assertThat(token.matches(token.hash())).isTrue();
    assertThat(token.matches(Token.next(ID, 1).hash())).isFalse();
    assertThat(token.matches("")).isFalse();
    assertThat(new Token(ID, 1, token.text() + "A").matches(token.hash())).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "v_01kapbc000abcdefghjkmnpq00",
        "v_01kapbc000abcdefghjkmnpq00.1",
        "v_01kapbc000abcdefghjkmnpq00.one.AAAA",
        "v_01kapbc000abcdefghjkmnpq00.-1.AAAA",
        "v_01kapbc000abcdefghjkmnpq00.9999999.AAAA",
        "v_01kapbc000abcdefghjkmnpq00.1.AAAA.mp4",
        "v_short.1.AAAA",
        "../v_01kapbc000abcdefghjkmnpq00.1.AAAA"
      })
  void isNoneWhenItLooksOtherwise(String text) {
    assertThat(Token.parse(text)).isEmpty();
  }
}
