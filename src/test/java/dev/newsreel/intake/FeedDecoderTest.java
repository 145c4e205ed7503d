package dev.newsreel.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDecoderTest {
  private static final String WORDS = "Zürich – “Café” 10 €";

  /** Bytes, HTTP header, prolog: every row of the charset table. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "UTF-8, text/xml, -",
        "UTF-8, text/xml, utf-8",
        "UTF-8, text/xml; charset=iso-8859-1, utf-8",
        "UTF-8, text/xml; charset=iso-8859-1, -",
        "UTF-8, text/html, utf-8",
        "UTF-8, text/plain, utf-8",
        "UTF-8, garbage, utf-8",
        "UTF-8, -, iso-8859-1",
        "UTF-8, text/xml; charset=no-such-charset, also-unknown",
        "UTF-8, application/xml, utf-16",
        "windows-1252, text/xml; charset=utf-8, iso-8859-1",
        "windows-1252, application/xml, -",
        "windows-1252, application/xml, utf-8",
        "windows-1252, application/xml, us-ascii",
        "windows-1252, text/xml; charset=ISO-8859-1, -",
        "windows-1252, text/xml; charset=no-such-charset, -",
        "UTF-16BE, text/xml, utf-16",
        "UTF-16LE, text/xml, utf-8",
        "UTF-32BE, -, utf-32",
        "UTF-32LE, -, -"
      })
  void readsTheCharsetThatTheBytesReallyHave(String charset, String header, String prolog) {
    String declaration = prolog == null ? "" : "<?xml version='1.0' encoding='" + prolog + "'?>";
    byte[] body = (declaration + feed(WORDS)).getBytes(Charset.forName(charset));

    String text = FeedDecoder.decode(body, header);

    assertThat(text).startsWith("<rss").contains(WORDS);
  }

  @ParameterizedTest
  @CsvSource({
    "koi8-r, Привет",
    "windows-1251, Привет",
    "Shift_JIS, 日本語",
    "GB2312, 中文",
    "EUC-KR, 한국어",
    "ISO-2022-JP, 日本語",
    "iso-8859-2, Łódź"
  })
  void believesADeclaredCharsetThatFits(String charset, String words) {
    byte[] body = feed(words).getBytes(Charset.forName(charset));
    byte[] declaring =
        ("<?xml version='1.0' encoding='" + charset + "'?>" + feed(words))
            .getBytes(Charset.forName(charset));

    assertThat(FeedDecoder.decode(body, "text/xml; charset=\"" + charset + "\"")).contains(words);
    assertThat(FeedDecoder.decode(declaring, "text/xml; charset=iso-8859-1")).contains(words);
  }

  @Test
  void obeysAByteOrderMarkBeforeAnyDeclaration() {
    String feed = "<?xml version='1.0' encoding='iso-8859-1'?>" + feed(WORDS);

    for (Charset charset : new Charset[] {UTF_8, UTF_16BE, UTF_16LE, Charset.forName("UTF-32LE")}) {
      byte[] body = ("\ufeff" + feed).getBytes(charset);
      assertThat(FeedDecoder.decode(body, "text/xml; charset=koi8-r"))
          .startsWith("<rss")
          .contains(WORDS);
    }
  }

  @Test
  void keepsUtf8ReadableAroundSingleForeignBytes() {
    byte[] body = feed("Zürich Köln Genève X Łódź").getBytes(UTF_8);
    body[new String(body, ISO_8859_1).indexOf('X')] = (byte) 0x93;

    assertThat(FeedDecoder.decode(body, "text/xml; charset=utf-8"))
        .contains("Zürich Köln Genève “ Łódź");
  }

  @Test
  void unpacksGzipThatNobodyAnnounced() throws IOException {
    byte[] packed = gzip(feed(WORDS).getBytes(UTF_8));

    assertThat(FeedDecoder.decode(packed, null)).contains(WORDS);
    assertThat(code(Arrays.copyOf(packed, 8))).isEqualTo("feed_unreadable");
  }

  @Test
  void stopsUnpackingABombAtTheCap() throws IOException {
    byte[] bomb = gzip(new byte[FeedDecoder.MAX_BYTES + 1]);

    assertThat(bomb).hasSizeLessThan(100_000);
    assertThat(code(bomb)).isEqualTo("feed_too_large");
    assertThat(code(new byte[FeedDecoder.MAX_BYTES + 1])).isEqualTo("feed_too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \r\n\t ", "\ufeff"})
  void refusesAnEmptyBody(String body) {
    assertThat(code(body.getBytes(UTF_8))).isEqualTo("feed_empty_body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head><title>Log in</title></head></html>",
        "\n<!-- x --><html lang='en'><body>Just a moment...</body></html>",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'><html/>",
        "<HTML><BODY>&lt;rss&gt; <script>var feed = '<rss version=2.0>';</script></BODY></HTML>"
      })
  void refusesAWebPage(String body) {
    assertThat(code(body.getBytes(UTF_8))).isEqualTo("feed_is_html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss>&x;</rss>",
        "<!DOCTYPE rss SYSTEM \"a>b\" [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss>&b;</rss>",
        "<!DOCTYPE rss [<!-- ]> --><!ENTITY a ']><rss>'>\n]  ><rss>&a;</rss>"
      })
  void refusesADoctypeWhoseOwnEntitiesAreNeeded(String body) {
    assertThat(code(body.getBytes(UTF_8))).isEqualTo("feed_has_doctype");
  }

  @Test
  void cutsAwayAHarmlessDoctype() {
    String netscape =
        "<?xml version='1.0'?>\n<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\"\n"
            + " \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">\n"
            + feed("x");

    assertThat(FeedDecoder.decode(netscape.getBytes(UTF_8), null)).isEqualTo(feed("x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype rss\n[\n]>",
        "<!DOCTYPE rss [<!ENTITY % HTMLlat1 PUBLIC '-//W3C//X//EN' 'http://x.example/a.ent'> %HTMLlat1; ]>",
        "<!DOCTYPE rss SYSTEM 'file:///etc/passwd' [<!ENTITY nbsp '&#160;'><!ENTITY unused SYSTEM 'file:///x'>]>",
        "<!DOCTYPE rss [<?x ]> ?><!-- ' ]> --><!ELEMENT rss (channel)><!ATTLIST rss v CDATA \"]>\">]>"
      })
  void cutsAwayADoctypeThatTheTextDoesNotNeed(String doctype) {
    String feed = feed("a&nbsp;b");

    assertThat(FeedDecoder.decode((doctype + feed).getBytes(UTF_8), null)).isEqualTo(feed);
  }

  @Test
  void refusesADoctypeWithoutEnd() {
    for (String body : new String[] {"<!DOCTYPE rss", "<!DOCTYPE rss [>", "<!DOCTYPE rss '>>"}) {
      assertThat(code(body.getBytes(UTF_8))).isEqualTo("feed_unreadable");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n\n  ",
        "<br />\n<b>Warning</b>: something() in /x.php on line 3<br />\n<?xml version='1.0'?>\n",
        "Notice: x\n",
        "<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><!-- <feed> -->"
      })
  void cutsWhatStandsBeforeTheRoot(String before) {
    assertThat(FeedDecoder.decode((before + feed("x")).getBytes(UTF_8), null)).isEqualTo(feed("x"));
  }

  @Test
  void dropsCharactersThatXmlForbids() {
    String dirty = feed("a\u0000b\u0008c\u001bd\ufffee");

    assertThat(FeedDecoder.decode(dirty.getBytes(UTF_8), null)).isEqualTo(feed("abcde"));
  }

  @Test
  void escapesBareAmpersandsOutsideCdataOnly() {
    String bare = feed("AT&T &copy=1 &amp; &#38; <![CDATA[R&D]]> &");

    assertThat(FeedDecoder.decode(bare.getBytes(UTF_8), null))
        .isEqualTo(feed("AT&amp;T &amp;copy=1 &amp; &#38; <![CDATA[R&D]]> &amp;"));
  }

  @Test
  void keepsTheWholeItemsOfATruncatedDocument() {
    String cut = "<rss><channel><item><title>1</title></item><item><title>2</ti";

    assertThat(FeedDecoder.decode(cut.getBytes(UTF_8), null))
        .isEqualTo("<rss><channel><item><title>1</title></item>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<feed><entry><fb:feed>x</fb:feed></entry> | <entry><title>2</ti",
        "<feed><entry><feedburner:x>x</feedburner:x></entry> | <entry>",
        "<a:feed><a:entry><a:title>1</a:title></a:entry> | <a:entry><a:ti",
        "<RDF:RDF><ITEM><TITLE>1</TITLE></ITEM> | <ITEM rdf:about='x'><TI",
        "<rss><channel><item>1</item> | <item><description><![CDATA[a </item><item> b",
        "<rss><channel><item><![CDATA[<item>]]></item> | <item a='b'",
        "<rss><channel><items/><item>1</item> | <item>2<!-- x",
        "<rss><channel><item>1</item></chan | ",
      })
  void cutsATornEntryInEveryDialect(String whole, String torn) {
    String text = whole + (torn == null ? "" : torn);

    assertThat(FeedDecoder.decode(text.getBytes(UTF_8), null)).isEqualTo(whole);
  }

  private static String feed(String words) {
    return "<rss version=\"2.0\"><channel><title>" + words + "</title></channel></rss>";
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static String code(byte[] body) {
    return assertThatExceptionOfType(NotAFeed.class)
        .isThrownBy(() -> FeedDecoder.decode(body, null))
        .actual()
        .code();
  }
}
