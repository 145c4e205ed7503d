package dev.newsreel.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullTextTest {
  private static final URI ADDRESS = URI.create("https://paper.example/town/snails");
  private static final String FIRST =
      "The town has opened a bridge for snails on Tuesday, after two years of planning and a vote"
          + " that the council repeated twice because nobody had counted.";
  private static final String SECOND =
      "It is three centimetres wide, crosses the busiest path of the park and was used four times"
          + " in its first night, the gardener said – she had waited with a lamp.";
  private static final String PROSE = "<p>" + FIRST + "</p>\n<p>" + SECOND + "</p>";
  private static final String TEXT = FIRST + "\n\n" + SECOND;

  @Test
  void readsTheArticleOfANewsPage() {
    String page =
        """
        <html><head><title>Snails</title><script>var a = "<p>no</p>";</script></head><body>
        <header><nav><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li></ul></nav></header>
        <main><article class="story share-enabled"><h1>A bridge for snails</h1>
        <p class="byline">By Ann Example, who writes about gardens and small animals for us</p>
        <figure><img src="a.jpg"><figcaption>The bridge on its first evening, seen from below.</figcaption></figure>
        <div class="body">%s<aside>Also read: the frogs who sued the mill and won in the end.</aside>
        <div class="newsletter-box"><p>Get our newsletter every morning, it is free and short.</p></div></div>
        <div class="related"><h3>More</h3><p>Why hedgehogs sleep, and where they do it in winter.</p></div>
        </article></main>
        <div id="cookie-banner"><p>We use cookies to make this page better for all of us, accept?</p></div>
        <footer><p>Copyright by the paper. All rights reserved. Imprint and terms of use.</p></footer>
        </body></html>"""
            .formatted(PROSE);

    assertThat(read(page)).contains(TEXT);
  }

  @Test
  void readsTheDensestBlockOfABlogThatMarksNothing() {
    String page =
        """
        <body><div id="top"><a href="/">My blog</a> <a href="/about">About</a></div>
        <table><tr><td><div>%s<ul><li>one brick of clay</li><li>two leaves</li></ul></div></td>
        <td><p>Hello, I am Bob, and this is my small corner of the net.</p></td></tr></table>
        <div id="comments"><p>%s</p></div></body>"""
            .formatted(PROSE, "First! I was there as well and I saw it. ".repeat(3));

    assertThat(read(page)).contains(TEXT + "\n\n- one brick of clay\n- two leaves");
  }

  @Test
  void readsTextThatIsPartedByLineBreaks() {
    assertThat(read("<div>menu</div><div>" + FIRST + "<br><br>" + SECOND + "</div>"))
        .contains(TEXT);
  }

  @Test
  void takesTheArticleBodyBeforeTheArticleAroundIt() {
    String page =
        "<article><p>Standing words of the paper that come before every text it prints.</p>"
            + "<div itemprop='articleBody'>"
            + PROSE
            + "</div></article>";

    assertThat(read(page)).contains(TEXT);
  }

  @Test
  void takesTheOneLongArticleAmongTeasers() {
    String teaser =
        "<article><h2><a>Frogs</a></h2><p>They won against the mill at last.</p></article>";

    assertThat(read("<article>" + PROSE + "</article>" + teaser.repeat(3))).contains(TEXT);
  }

  @Test
  void findsNoArticleInAPageOfLinks() {
    String link = "<li><a href='/x'>A headline about something that happened in the town</a></li>";

    assertThat(read("<main><ul>" + link.repeat(40) + "</ul></main>")).isEmpty();
  }

  @Test
  void findsNoArticleInAPageOfTeasers() {
    String teaser =
        "<article><h2><a href='/x'>A headline about something</a></h2><p>"
            + "A few words on what happened, and why you would want to read more about it.</p></article>";
    String plain = teaser.replace("article", "div");

    assertThat(read("<main>" + teaser.repeat(12) + "</main>")).isEmpty();
    assertThat(read("<main>" + plain.repeat(12) + "</main>")).isEmpty();
    assertThat(read("<body>" + plain.repeat(12))).isEmpty();
  }

  @Test
  void findsNoArticleBehindAWall() {
    String wall =
        "<main><h1>Log in</h1><p>Please log in to go on reading. Our reporters work day and night"
            + " so that you know what happens around you.</p><p>With an account you read three texts a"
            + " month for nothing, and all of them for a small fee that you can end at any time.</p>"
            + "<form><input name=u><input type=password></form></main>";
    String sold =
        "<script type='application/ld+json'>{\"isAccessibleForFree\": \"False\"}</script><article>"
            + PROSE
            + "</article>";

    assertThat(read(wall)).isEmpty();
    assertThat(read(sold)).isEmpty();
    assertThat(read("<title>Just a moment...</title><p>Checking your browser.</p>")).isEmpty();
  }

  @Test
  void readsALongArticleBesideALoginForm() {
    String login = "<form><input type='password'></form>";

    assertThat(read(login + "<article>" + PROSE.repeat(6) + "</article>")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><body><div id=root></div><script src=app.js></script></body></html>",
        "<noscript><p>You need to enable JavaScript to run this app, which is a large one.</p></noscript>",
        "<frameset><frame src=a><frame src=b></frameset>",
        "{\"title\": \"no page\"}",
        "<article><p>Too short to be one.</p></article>"
      })
  void findsNoArticleWhereNoneIs(String page) {
    assertThat(read(page)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, true",
    "Text/HTML; charset=utf-8, true",
    "application/xhtml+xml, true",
    "application/pdf, false",
    "text/plain, false",
    "application/json, false",
    "image/png, false"
  })
  void readsHtmlOnly(String contentType, boolean read) {
    byte[] page = ("<article>" + PROSE + "</article>").getBytes(UTF_8);

    assertThat(FullText.of(page, contentType, ADDRESS).isPresent()).isEqualTo(read);
    assertThat(FullText.of(page, null, ADDRESS)).contains(TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1252, text/html, -",
    "windows-1252, text/html; charset=iso-8859-1, -",
    "windows-1252, text/html; charset=utf-8, <meta charset=windows-1252>",
    "UTF-8, text/html; charset=iso-8859-1, -",
    "UTF-16LE, text/html, <meta charset=utf-16>",
    "windows-1250, text/html, <meta http-equiv='Content-Type' content='text/html; charset=windows-1250'>"
  })
  void readsTheCharsetThatTheBytesReallyHave(String charset, String contentType, String meta) {
    String page = "<html><head>" + meta + "</head><article>" + PROSE + "</article></html>";

    assertThat(FullText.of(page.getBytes(Charset.forName(charset)), contentType, ADDRESS))
        .contains(TEXT);
  }

  @Test
  void survivesTwoMegabytesOfNonsense() {
    byte[] noise = new byte[FullText.MAX_BYTES];
    new Random(7).nextBytes(noise);
    Instant start = Instant.now();

    for (String part :
        new String[] {
          "<div class=share>",
          "<article>",
          "<p>x",
          "</b>",
          "<a ",
          "<table>",
          "<article><p>word word ",
          "<div class='social'>words that are long enough to count",
          "&#x",
          "<b><i>"
        }) {
      String page = part.repeat(FullText.MAX_BYTES / part.length());
      assertThat(FullText.of(page.getBytes(UTF_8), null, ADDRESS)).isNotNull();
    }

    assertThat(FullText.of(noise, "text/html", ADDRESS)).isNotNull();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(FullText.of(new byte[FullText.MAX_BYTES + 1], null, ADDRESS)).isEmpty();
  }

  private static Optional<String> read(String page) {
    return FullText.of(page.getBytes(UTF_8), "text/html; charset=utf-8", ADDRESS);
  }
}
