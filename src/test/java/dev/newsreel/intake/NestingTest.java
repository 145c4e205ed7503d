package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NestingTest {
  private static final String DEEP = "<a>".repeat(Nesting.MOST);

  @Test
  void leavesWhatIsNotTooDeepAsItIs() {
    String text = DEEP + "x <b/> <!-- <c> --> <![CDATA[<d>]]> 1 < 2" + "</a>".repeat(Nesting.MOST);

    assertThat(Nesting.capped(text)).isSameAs(text);
  }

  @Test
  void takesAwayTheTagsThatAreTooDeepAndKeepsTheirText() {
    String text = DEEP + "1<b c='>'>2<d>3</d>4</b>5" + "</a>".repeat(Nesting.MOST) + "<e>6</e>";

    assertThat(Nesting.capped(text))
        .isEqualTo(DEEP + "12345" + "</a>".repeat(Nesting.MOST) + "<e>6</e>");
  }

  @Test
  void anOuterEndClosesWhatWasNeverClosed() {
    String item = "<item>" + "<br>".repeat(1000) + "</item>";

    String capped = Nesting.capped("<rss>" + item + item + "</rss>");

    String kept = "<item>" + "<br>".repeat(Nesting.MOST - 2) + "</item>";
    assertThat(capped).isEqualTo("<rss>" + kept + kept + "</rss>");
  }

  @Test
  void strayEndsCloseNothing() {
    String text = "</b>".repeat(500) + DEEP + "</b></c>" + "<d>x</d>";

    assertThat(Nesting.capped(text)).isEqualTo("</b>".repeat(500) + DEEP + "</b></c>x");
  }
}
