package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.AddressTricks;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  @ParameterizedTest
  @CsvSource({
    "http://a.example/x/, b, http://a.example/x/b",
    "http://a.example/x/y, /b?c=d#e, http://a.example/b?c=d#e",
    "https://a.example/x, //b.example/c, https://b.example/c",
    "http://a.example, b, http://a.example/b",
    "http://a.example/x, ?p=1, http://a.example/x?p=1",
    "http://a.example/x, '  https://b.example/a b|c ', https://b.example/a%20b%7Cc",
    "http://a.example/x, HTTP:////b.example/c, http://b.example/c",
    "http://a.example/x, http://bücher.example/straße, http://xn--bcher-kva.example/stra%C3%9Fe",
    "http://a.example/x, http://b.example/100%, http://b.example/100%25",
  })
  void makesLinksAbsolute(URI base, String written, URI expected) {
    assertThat(Links.resolve(base, written)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "file:///etc/passwd",
        "http://",
        "tag:x,2006:y"
      })
  void givesNoneForWhatIsNoWebAddress(String written) {
    assertThat(Links.resolve(URI.create("http://a.example/"), written)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://A.example:80/x/#top, https://a.example/x",
    "https://a.example/x?utm_source=rss&utm_medium=feed, http://a.example/x",
    "https://a.example/x?id=7&fbclid=abc&gclid=d, https://a.example/x?id=7",
  })
  void comparesWhatIsTheSameArticle(URI one, URI other) {
    assertThat(Links.key(one)).isEqualTo(Links.key(other));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/x?id=1, http://a.example/x?id=2",
    "http://a.example/x, http://a.example/X",
    "http://a.example:8080/x, http://a.example/x",
  })
  void keepsApartWhatDiffers(URI one, URI other) {
    assertThat(Links.key(one)).isNotEqualTo(Links.key(other));
  }

  static Stream<String> tricks() {
    return AddressTricks.all();
  }

  /** Links are made tidy, in any alphabet; what they turn into is judged like any address. */
  @ParameterizedTest
  @MethodSource("tricks")
  void noTrickInALinkLeadsInside(String written) {
    URI link = Links.resolve(URI.create("http://example.com/a"), written);
    String host = "nowhere";
    try {
      host = link == null ? host : AddressRules.of("").check(link.toString()).getHost();
    } catch (AddressRefused refused) {
      assertThat(refused).hasMessage(AddressRules.MESSAGE);
    }
    assertThat(host).matches("nowhere|example\\.com|xn--.*|kocal|x");
  }
}
