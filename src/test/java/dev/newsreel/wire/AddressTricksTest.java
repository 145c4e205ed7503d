package dev.newsreel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trick, at every place where an address is judged. */
class AddressTricksTest {

  private static final URI FROM = URI.create("http://example.com/feed");

  private final AddressRules rules = AddressRules.of("");

  static Stream<String> all() {
    return AddressTricks.all();
  }

  static Stream<String> reserved() {
    return AddressTricks.reserved();
  }

  @ParameterizedTest
  @MethodSource("all")
  void noTrickPassesTheCheckAndAllReadTheSame(String address) {
    assertThatThrownBy(() -> rules.check(address))
        .isInstanceOf(AddressRefused.class)
        .hasMessage(AddressRules.MESSAGE);
  }

  @ParameterizedTest
  @MethodSource("all")
  void noRedirectLeadsThere(String address) {
    URI asked = FROM;
    try {
      asked = new Redirects(rules).next(FROM, address, 1);
    } catch (AddressRefused refused) {
      assertThat(refused).hasMessage(AddressRules.MESSAGE);
    }
    assertThat(asked.getHost()).isEqualTo("example.com");
    assertThat(asked.getPort()).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("reserved")
  void noNameLeadsThereAloneOrAmongOthers(String inside) throws Exception {
    InetAddress reserved = InetAddress.getByName(inside);
    InetAddress open = InetAddress.getByName("8.8.8.8");

    for (InetAddress[] answer :
        new InetAddress[][] {
          {reserved}, {open, reserved}, {reserved, open}, {open, open, reserved}
        }) {
      try (Names names = names(answer)) {
        assertThatThrownBy(() -> names.resolve("mixed.example", 80))
            .isInstanceOf(UnknownHostException.class)
            .hasCauseInstanceOf(AddressRefused.class);
      }
    }
  }

  @Test
  void socketsAreOpenedToTheVeryAddressesThatWereChecked() throws Exception {
    InetAddress first = InetAddress.getByName("8.8.8.8");
    InetAddress second = InetAddress.getByName("2606:4700::1111");

    try (Names names = names(first, second)) {
      assertThat(names.resolve("open.example", 443))
          .allSatisfy(socket -> assertThat(socket.isUnresolved()).isFalse())
          .extracting(socket -> socket.getAddress().getHostAddress())
          .containsExactly(first.getHostAddress(), second.getHostAddress());
    }
  }

  private Names names(InetAddress... answer) {
    SystemDefaultDnsResolver resolver =
        new SystemDefaultDnsResolver() {
          @Override
          public InetAddress[] resolve(String host) {
            return answer;
          }
        };
    return new Names("test", resolver, rules, Duration.ofSeconds(5));
  }
}
