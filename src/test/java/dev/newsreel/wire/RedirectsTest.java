package dev.newsreel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

  private static final URI FROM = URI.create("https://example.com/blog/feed?x=1");

  private final Redirects redirects = new Redirects(AddressRules.of(""));

  @ParameterizedTest
  @CsvSource({
    "/feed.xml, https://example.com/feed.xml",
    "new, https://example.com/blog/new",
    "//other.example/f, https://other.example/f",
    "https://other.example/f, https://other.example/f",
    "?y=2, https://example.com/blog/?y=2"
  })
  void givesTheNextAddress(String location, String next) throws AddressRefused {
    assertThat(redirects.next(FROM, location, 1)).hasToString(next);
  }

  @Test
  void goesFromHttpToHttps() throws AddressRefused {
    var next = redirects.next(URI.create("http://example.com/a"), "https://example.com/a", 5);

    assertThat(next).hasToString("https://example.com/a");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "http://example.com/plain",
        "http://169.254.169.254/latest",
        "https://127.0.0.1/",
        "https://[::ffff:127.0.0.1]/",
        "//localhost/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user@example.com/",
        "https://example.com:8443/",
        "/a b",
        "https://exam\u00efple.com/"
      })
  void refusesAHopThatBreaksARule(String location) {
    assertThatThrownBy(() -> redirects.next(FROM, location, 1)).isInstanceOf(AddressRefused.class);
  }

  @Test
  void refusesTheSixthHop() {
    assertThatThrownBy(() -> redirects.next(FROM, "/next", 6)).isInstanceOf(AddressRefused.class);
  }
}
