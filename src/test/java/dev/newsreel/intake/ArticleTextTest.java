package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleTextTest {
  @Test
  void partsParagraphsByOneBlankLine() {
    assertThat(
            ArticleText.of(
                "<div><h2>Head</h2>\n\n<p>One\n two</p><p></p><p>&nbsp;</p>Three<br><br>Four<br>five</div>"))
        .isEqualTo("Head\n\nOne two\n\nThree\n\nFour\nfive");
  }

  @Test
  void writesListItemsAsLines() {
    assertThat(
            ArticleText.of(
                "<p>Buy:</p><ul><li>Milk</li>\n<li><p>Bread</p></li><li></li></ul><p>End</p>"))
        .isEqualTo("Buy:\n\n- Milk\n- Bread\n\nEnd");
  }

  @Test
  void keepsParagraphsOfPlainText() {
    assertThat(ArticleText.of("One\ntwo\n\nThree")).isEqualTo("One two\n\nThree");
  }

  @Test
  void dropsWhatIsNotRead() {
    assertThat(
            ArticleText.of(
                "<style>p{}</style><p>Text<img src='https://t.example/pixel.gif' width=1></p>"
                    + "<script>alert(1)</script><iframe src=x>f</iframe><form><input value=v>Subscribe</form>"
                    + "<p style='display: none'>hidden</p><noscript>n</noscript><svg><text>s</text></svg>"))
        .isEqualTo("Text");
  }

  @ParameterizedTest
  @CsvSource({
    "AT&amp;T &#8211; &eacute;&hellip;, AT&T – é…",
    "&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;, One two",
    "&amp;lt;p&amp;gt;, &lt;p&gt;",
    "if a &lt; b and c &gt; d, if a < b and c > d",
    "Use the &lt;br&gt; element, Use the <br> element",
    "AT&amp;amp;T, AT&T"
  })
  void decodesASecondTimeOnlyWhatLooksLikeMarkup(String html, String text) {
    assertThat(ArticleText.of(html)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Body.</p><p><a href='x'>Read more</a></p>",
        "<p>Body. <a class='more' href='x'>Continue reading <span>The title</span> →</a></p>",
        "<p>Body.</p><p>The post <a href='x'>Title</a> appeared first on <a href='y'>Site</a>.</p>",
        "<p>Body.</p><p>Der Beitrag <a href='x'>Titel</a> erschien zuerst auf <a>Seite</a>.</p>",
        "<p>Body.</p><p>L’article <a>Titre</a> est apparu en premier sur <a>Site</a>.</p>",
        "<p>Body.</p><p>La entrada <a>Título</a> se publicó primero en <a>Sitio</a>.</p>",
        "<p>Body.</p><h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul><p>Like this:</p>",
        "<p>Body.</p><p>[<a>Weiterlesen</a>]</p>",
        "<p>Body.</p><p>Читать далее</p>",
        "Body. Read more..."
      })
  void dropsInvitationsUnderTheArticle(String html) {
    assertThat(ArticleText.of(html).replace("[]", "").strip()).isEqualTo("Body.");
  }

  @Test
  void keepsSentencesThatOnlyStartAlike() {
    String text =
        "People read more when it rains.\n\nShare prices fell on Monday after the news came out.";

    assertThat(ArticleText.of(text)).isEqualTo(text);
  }

  @Test
  void dropsInvisibleCharactersButKeepsEmojiWhole() {
    assertThat(
            ArticleText.of(
                "a\u200bb\u00adc\u202ed\u2066e\u0007f\ufeffg\u00a0h \ud83d\udc69\u200d\ud83d\udcbb \udb40\udc41"))
        .isEqualTo("abcdefg h \ud83d\udc69\u200d\ud83d\udcbb");
  }

  @Test
  void writesTitlesAsOneLine() {
    assertThat(ArticleText.title(" <b>Big</b>\n  news:<br>AT&amp;T ")).isEqualTo("Big news: AT&T");
    assertThat(ArticleText.title(null)).isEmpty();
  }

  @Test
  void cutsEndlessTexts() {
    assertThat(ArticleText.of("<p>" + "word ".repeat(100_000)))
        .hasSizeLessThanOrEqualTo(200_000)
        .endsWith("word");
  }

  @Test
  void survivesDeepNesting() {
    assertThat(ArticleText.of("<div>".repeat(20_000) + "x")).isEqualTo("x");
  }
}
