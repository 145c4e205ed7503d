package dev.newsreel.wire;

import static dev.newsreel.wire.CamelCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAddressesTest {

  private static final WireLimits LIMITS =
      WireLimits.within(Duration.ofSeconds(20), 1000).connectWithin(Duration.ofSeconds(1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/x",
        "http://localhost:%d/x",
        "http://[::1]:%d/x",
        "http://[::ffff:127.0.0.1]:%d/x",
        "http://2130706433:%d/x",
        "http://0177.0.0.1:%d/x",
        "http://0x7f.1:%d/x",
        "http://127.1:%d/x",
        "http://user@127.0.0.1:%d/x",
        "http://inside.example:%d/x"
      })
  void nothingInsideIsConnectedTo(String form) throws IOException {
    try (var server = greeting()) {
      var rules = new AddressRules(List.of(), Set.of(server.port()));
      try (var calls = new CamelCalls(new Wire("test", LIMITS, rules, names("127.0.0.1")))) {
        var failed = calls.getByHeader(form.formatted(server.port())).getException();

        assertThat(failed).isNotNull();
        assertThat(server.connections).hasValue(0);
      }
    }
  }

  @Test
  void refusedSilentAndForbiddenAddressesReadTheSame() throws IOException {
    try (var silent = new RawServer(Talk::hang)) {
      var rules = AddressRules.of("127.0.0.1:" + silent.port() + ",127.0.0.1:" + closedPort());
      var limits = WireLimits.within(Duration.ofMillis(400), 1000);
      try (var calls = new CamelCalls(new Wire("test", limits, rules, names("10.0.0.1")))) {
        var failures =
            List.of(
                calls.getByHeader(silent.at("/x")).getException(),
                calls.getByHeader("http://127.0.0.1:" + closedPort() + "/x").getException(),
                calls.getByHeader("http://10.0.0.1/x").getException(),
                calls.getByHeader("http://inside.example/x").getException());

        assertThat(failures).extracting(Exception::getMessage).containsOnly(AddressRules.MESSAGE);
        assertThat(failures).allSatisfy(e -> assertThat(e.getCause()).isNotNull());
      }
    }
  }

  @Test
  void aNameThatTurnsInsideIsRefusedAtTheSecondCall() throws IOException {
    try (var server = greeting()) {
      var rules = AddressRules.of("127.0.0.1:" + server.port());
      var names = names("127.0.0.1", "10.0.0.1");
      try (var calls = new CamelCalls(new Wire("test", LIMITS, rules, names))) {
        var address = "http://rebinding.example:" + server.port() + "/x";

        var first = calls.getByHeader(address);
        var second = calls.getByHeader(address);

        assertThat(text(first)).isEqualTo("hello");
        assertThat(second.getException())
            .isInstanceOfSatisfying(
                NotSent.class, e -> assertThat(e.reason()).isEqualTo(NotSent.Reason.ADDRESS));
        assertThat(names.asked).isEqualTo(2);
        assertThat(server.connections).hasValue(1);
      }
    }
  }

  @Test
  void oneForbiddenAddressAmongGoodOnesIsEnough() throws IOException {
    try (var server = greeting()) {
      var rules = AddressRules.of("127.0.0.1:" + server.port());
      try (var calls =
          new CamelCalls(new Wire("test", LIMITS, rules, names("127.0.0.1,10.0.0.1")))) {
        var failed = calls.getByHeader("http://mixed.example:" + server.port() + "/x");

        assertThat(failed.getException()).isInstanceOf(NotSent.class);
        assertThat(server.connections).hasValue(0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.0/8", "127.0.0.1", "127.0.0.1:%d", "localhost", "localhost:%d"})
  void theOperatorMayAllowInsideAddresses(String entry) throws IOException {
    try (var server = greeting()) {
      var rules = AddressRules.of(entry.formatted(server.port()));
      var host = entry.startsWith("localhost") ? "localhost" : "127.0.0.1";
      try (var calls = new CamelCalls(new Wire("test", LIMITS, rules, names("127.0.0.1")))) {
        var answered = calls.getByHeader("http://" + host + ":" + server.port() + "/x");

        assertThat(text(answered)).isEqualTo("hello");
      }
    }
  }

  @Test
  void dynamicEndpointsObeyTheSameRules() throws Exception {
    try (var server = greeting();
        var calls =
            new CamelCalls(
                new Wire("test", LIMITS, AddressRules.of("127.0.0.1:" + server.port())))) {
      calls.camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:fetch").toD("${header.address}" + CamelCalls.PARAMETERS);
            }
          });

      var allowed = fetch(calls, server.at("/x"));
      var refused = fetch(calls, "http://169.254.169.254/latest/meta-data");

      assertThat(text(allowed)).isEqualTo("hello");
      assertThat(refused.getException()).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void aRedirectInsideIsNeitherFollowedNorPassed() throws IOException {
    try (var server =
        new RawServer(
            talk -> {
              talk.readRequest();
              talk.answer("302 Found", "Location: http://[::ffff:127.0.0.2]/secret", "");
            })) {
      var rules = AddressRules.of("127.0.0.1:" + server.port());
      try (var calls = new CamelCalls(new Wire("test", LIMITS, rules))) {
        var answered = calls.getByHeader(server.at("/x"));
        var location = answered.getMessage().getHeader("Location", String.class);

        assertThat(CamelCalls.status(answered)).isEqualTo(302);
        assertThatThrownBy(
                () -> new Redirects(rules).next(URI.create(server.at("/x")), location, 1))
            .isInstanceOf(AddressRefused.class);
      }
    }
  }

  private static Exchange fetch(CamelCalls calls, String address) {
    return calls.template.request(
        "direct:fetch", exchange -> exchange.getMessage().setHeader("address", address));
  }

  private static RawServer greeting() throws IOException {
    return new RawServer(
        talk -> {
          talk.readRequest();
          talk.answer("200 OK", "hello");
        });
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Names names(String... answers) {
    return new Names(new ArrayDeque<>(List.of(answers)));
  }

  /** A name server that gives these answers one after the other, the last one for ever. */
  private static final class Names extends SystemDefaultDnsResolver {

    private final Deque<String> answers;
    private volatile int asked;

    Names(Deque<String> answers) {
      this.answers = answers;
    }

    @Override
    public synchronized InetAddress[] resolve(String host) throws UnknownHostException {
      asked++;
      var answer = answers.size() > 1 ? answers.poll() : answers.peek();
      var addresses = answer.split(",", -1);
      var resolved = new InetAddress[addresses.length];
      for (var i = 0; i < addresses.length; i++) {
        resolved[i] = InetAddress.getByName(addresses[i]);
      }
      return resolved;
    }
  }
}
