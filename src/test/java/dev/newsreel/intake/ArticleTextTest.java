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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subscribe to our newsletter for more.",
        "<a>Subscribe</a> | <a>Follow us on Instagram</a>",
        "Don't forget to subscribe to our channel!",
        "Sign up here",
        "Get our best stories straight to your inbox.",
        "Abonnieren Sie unseren Newsletter.",
        "Jetzt Newsletter abonnieren",
        "Folgen Sie uns auf Mastodon",
        "Teilen auf Facebook",
        "Abonnez-vous à notre newsletter",
        "Suivez-nous sur Instagram",
        "Suscríbete a nuestro boletín",
        "Síguenos en Facebook",
        "Facebook Twitter LinkedIn WhatsApp",
        "<a>Facebook</a> · <a>E-Mail</a> · <a>Drucken</a>",
        "Tags: frogs, mills",
        "Schlagwörter: Frösche, Mühlen",
        "Comments (3)",
        "Leave a comment",
        "Kommentar schreiben",
        "Anzeige",
        "Cet article Titre est apparu en premier sur Site.",
        "Dieser Artikel ist zuerst in einer Zeitung erschienen.",
        "El artículo Título apareció primero en Sitio."
      })
  void dropsWhatIsPrintedUnderEveryArticle(String line) {
    assertThat(ArticleText.of("<p>Body.</p><p>" + line + "</p>")).isEqualTo("Body.");
    assertThat(ArticleText.of("<p>Body.</p><ul><li>" + line + "</li></ul>")).isEqualTo("Body.");
  }

  @Test
  void dropsTheWordsBeforeAdvertisementsAnywhere() {
    assertThat(
            ArticleText.of(
                "<p>One.</p><p>Advertisement</p><p>Two.</p><p>- Werbung -</p><p>Three.</p>"))
        .isEqualTo("One.\n\nTwo.\n\nThree.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Der Artikel, der 2019 erschien, hat die Stadt verändert.",
        "Viele Menschen abonnieren heute einen Newsletter.",
        "He printed the mail and left.",
        "Subscribers of the paper were told on Monday that it closes.",
        "Sign up sheets were hung at the mill, and nobody came.",
        "Comments by the mayor were not welcome.",
        "Join hands, she said.",
        "The advertisement was a lie."
      })
  void keepsLastSentencesThatAreOnesOwn(String sentence) {
    assertThat(ArticleText.of("<p>Body.</p><p>" + sentence + "</p>"))
        .isEqualTo("Body.\n\n" + sentence);
  }

  @Test
  void writesTablesAsLinesOfCells() {
    assertThat(
            ArticleText.of(
                "<p>Result:</p><table>\n<tr><th>Team</th> <th>Points</th></tr>\n<tr><td>Red</td><td>3</td></tr>"
                    + "<tr><td>Blue</td><td></td></tr></table><p>End</p>"))
        .isEqualTo("Result:\n\nTeam | Points\nRed | 3\nBlue\n\nEnd");
    assertThat(
            ArticleText.of(
                "<table><tr><td><p>One.</p><p>Two.</p></td><td><p>Three.</p></td></tr></table>"))
        .isEqualTo("One.\n\nTwo.\n\nThree.");
  }

  @Test
  void writesInnerListsAndDefinitionsWithoutGaps() {
    assertThat(ArticleText.of("<ol><li>One</li><li>Two<ul><li>in</li></ul></li></ol>"))
        .isEqualTo("- One\n- Two\n- in");
    assertThat(ArticleText.of("<dl><dt>Snail</dt><dd>slow</dd><dt>Frog</dt><dd>loud</dd></dl>"))
        .isEqualTo("Snail\nslow\nFrog\nloud");
  }

  @Test
  void dropsFootnoteMarksAndReadingAids() {
    assertThat(ArticleText.of("H<sub>2</sub>O<sup><a href='#n1'>[1]</a></sup> and m<sup>2</sup>"))
        .isEqualTo("H2O and m2");
    assertThat(ArticleText.of("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>")).isEqualTo("漢");
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
