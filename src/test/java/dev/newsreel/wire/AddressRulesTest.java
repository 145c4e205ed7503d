package dev.newsreel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  private final AddressRules rules = AddressRules.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/feed",
        "HTTPS://Example.COM",
        "https://example.com:443/a?b=c#d",
        "http://example.com:80",
        "http://8.8.8.8/",
        "http://[2606:4700::1111]/",
        "http://xn--mller-kva.example/",
        "http://example.com./feed",
        "http://1234.example.com/",
        "http://mylocalhost.com/",
        "http://a-b.example.com/"
      })
  void acceptsPublicAddresses(String address) throws AddressRefused {
    assertThat(rules.check(address)).hasToString(address);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "example.com",
        "//example.com/x",
        "ftp://example.com/x",
        "file:///etc/passwd",
        "jar:http://example.com/a.jar!/x",
        "gopher://127.0.0.1:6379/_x",
        "http:example.com",
        "http:///x",
        "http://",
        "http://:80/",
        "http://example.com:8080/",
        "http://example.com:0/",
        "http://example.com:65536/",
        "http://example.com:22/",
        "http://user@example.com/",
        "http://user:pass@example.com/",
        "http://@example.com/",
        "http://example.com@127.0.0.1/",
        "http://127.0.0.1\\@example.com/",
        "http://example.com\\x",
        "http://exa mple.com/",
        " http://example.com/",
        "http://example.com/\r\nX: y",
        "http://example.com/\tx",
        "http://example.com/\u0000",
        "http://ex\u00e4mple.com/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://127\u30020\u30020\u30021/",
        "http://%31%32%37.0.0.1/",
        "http://localhost/",
        "http://LOCALHOST/",
        "http://localhost./",
        "http://a.localhost/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://nas.home.arpa/",
        "http://nas.home.arpa./",
        "http://0177.0.0.1/",
        "http://127.000.000.001/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0X7F.1/",
        "http://2130706433/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.1./",
        "http://127.0.0.0x1/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://0/",
        "http://0.0.0.0/",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:127.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[fd00:ec2::254]/",
        "http://[1::2::3]/",
        "http://[127.0.0.1]/"
      })
  void refusesEverythingElseWithOneSentence(String address) {
    assertThatThrownBy(() -> rules.check(address))
        .isInstanceOfSatisfying(
            AddressRefused.class,
            e -> {
              assertThat(e.code()).isEqualTo("address_refused");
              assertThat(e.reason()).isEqualTo(NotSent.Reason.ADDRESS);
              assertThat(e.detail()).endsWith(".");
            })
        .hasMessage(AddressRules.MESSAGE);
  }

  @Test
  void refusesNamesThatAreTooLong() {
    var label = "a".repeat(60) + ".";

    assertThatCode(() -> rules.check("http://" + label.repeat(4) + "example/"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> rules.check("http://" + label.repeat(4) + "example.com.au/"))
        .isInstanceOf(AddressRefused.class);
  }

  @Test
  void otherPortsCanBeChosen() throws Exception {
    var on8080 = new AddressRules(List.of(), Set.of(8080));

    assertThat(on8080.check("http://example.com:8080/").getPort()).isEqualTo(8080);
    assertThatThrownBy(() -> on8080.check("http://example.com/"))
        .isInstanceOf(AddressRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.0/8",
        "127.0.0.1",
        "127.0.0.1:9000",
        " localhost:9000 , 127.0.0.0/8",
        "10.0.0.0/8,127.0.0.1/32",
        "0.0.0.0/0"
      })
  void anAllowedRangeOrHostLiftsNameAndPortRules(String allow) throws Exception {
    var lifted = AddressRules.of(allow);

    assertThat(lifted.check("http://127.0.0.1:9000/x").getPort()).isEqualTo(9000);
    lifted.check(InetAddress.getLoopbackAddress(), 9000);
    assertThat(lifted.check("http://localhost:9000/x").getHost()).isEqualTo("localhost");
    lifted.check("localhost", InetAddress.getLoopbackAddress(), 9000);
  }

  @Test
  void anAllowedEntryLiftsNothingElse() {
    var lifted = AddressRules.of("127.0.0.1:9000, files.internal:8081, ::1/128, [fd00::1]:7000");

    assertThatCode(() -> lifted.check("http://files.internal:8081/")).doesNotThrowAnyException();
    assertThatCode(() -> lifted.check("http://[::1]:5555/")).doesNotThrowAnyException();
    assertThatCode(() -> lifted.check("http://[fd00::1]:7000/")).doesNotThrowAnyException();
    assertThatCode(() -> lifted.check("http://FILES.internal.:8081/")).doesNotThrowAnyException();
    for (var refused :
        List.of(
            "http://127.0.0.1:9001/",
            "http://127.0.0.2:9000/",
            "http://[fd00::1]:7001/",
            "ftp://127.0.0.1:9000/",
            "http://u@127.0.0.1:9000/")) {
      assertThatThrownBy(() -> lifted.check(refused)).isInstanceOf(AddressRefused.class);
    }
  }

  @Test
  void aNameIsJudgedAgainOnceItIsResolved() throws Exception {
    var lifted = AddressRules.of("127.0.0.0/8, files.internal:8081");
    var inside = InetAddress.getByName("10.0.0.1");
    var outside = InetAddress.getByName("8.8.8.8");

    lifted.check("files.internal", inside, 8081);
    lifted.check("example.com", outside, 443);

    assertThatThrownBy(() -> lifted.check("files.internal", inside, 8082))
        .isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> lifted.check("example.com", inside, 80))
        .isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> lifted.check("example.com", outside, 22))
        .isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> lifted.check("nas.local", outside, 80))
        .isInstanceOf(AddressRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.0/",
        "/8",
        "10.0.0/8",
        "010.0.0.0/8",
        "host:0",
        "host:99999",
        "host:",
        ":80",
        "http://host",
        "ho st",
        "127.1",
        "*",
        "[::1",
        "::1/129",
        "fe80::1%eth0"
      })
  void namesAnEntryThatItDoesNotUnderstand(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressRules.of("127.0.0.0/8," + entry))
        .withMessageContaining("'" + entry + "'");
  }

  @Test
  void anEmptyEntryIsAMistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> AddressRules.of("127.0.0.0/8,"));
  }
}
