package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.wire.RawServer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Headers steer Camel. None that is sent from outside does, be it sent as a header or as a query
 * parameter, in any spelling.
 */
class OutsideHeadersTest extends OneNode {

  private static final List<String> OURS =
      List.of(
          "messageKey",
          "breadcrumbId",
          "id",
          "token",
          "status",
          "limit",
          "cursor",
          "JMSReplyTo",
          "JMSDestination",
          "org.apache.camel.component.http.path",
          "CamelFailureEndpoint",
          "CamelJmsDestinationName",
          "CamelFileName",
          "CamelExecCommandExecutable",
          "CamelBeanMethodName",
          "Location");

  /** These mean something to HTTP itself. */
  private static final Set<String> OF_HTTP =
      Set.of("content-type", "host", "content-length", "transfer-encoding", "content-encoding");

  private static RawServer trap;
  private static String job;

  @BeforeAll
  static void prepare() throws Exception {
    trap = new RawServer(talk -> talk.answer("200 OK", "caught"));
    job = node.api().accepted();
    node.api().awaitEnd(job, "done");
  }

  @AfterAll
  static void clear() throws Exception {
    trap.close();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(OURS);
    for (Class<?> constants :
        List.of(
            Exchange.class,
            HttpConstants.class,
            PlatformHttpConstants.class,
            VertxPlatformHttpConstants.class)) {
      Stream.of(constants.getFields())
          .filter(f -> f.getType() == String.class && Modifier.isStatic(f.getModifiers()))
          .map(OutsideHeadersTest::text)
          .filter(name -> name.matches("[A-Za-z][A-Za-z0-9._-]*"))
          .filter(name -> !OF_HTTP.contains(name.toLowerCase(Locale.ROOT)))
          .forEach(names::add);
    }
    return names.stream().distinct().toList();
  }

  private static String text(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String call(String method, String path, String body, List<String> planted) {
    StringBuilder head = new StringBuilder();
    for (String name : planted) {
      head.append(name).append(": ").append(trap.at("/x")).append("\r\n");
    }
    String answer =
        RawClient.exchange(
            node.api().url(""),
            "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(method, path, head, body.length(), body));
    return answer
        .replaceAll("[vb]_[0-9a-z]{26}", "ID")
        .replaceAll("\"(eta|updated_at)\":\"[^\"]*\"", "TIME")
        .replaceAll("(?i)content-length: \\d+", "LENGTH")
        .replaceAll("\"queue_position\":\\d+", "PLACE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/api/v1/videos/JOB|''",
        "GET|/api/v1/videos/JOB/events|''",
        "GET|/api/v1/feeds|''",
        "GET|/api/v1/nothing|''",
        "POST|/api/v1/videos/JOB/cancel|{}",
        "POST|/api/v1/videos|{}",
        "POST|/api/v1/batches|{\"videos\":[{}]}",
        "POST|/api/v1/feeds/none/poll|''",
        "POST|/webhooks/heygen|{}",
        "GET|/webhooks/heygen|''",
        "POST|/webhooks/submagic/abc|{\"projectId\":\"p\"}",
        "GET|/relay/abc|''"
      })
  void noHeaderFromOutsideSteersADoor(String method, String path, String body) {
    String address = path.replace("JOB", job);
    String plain = call(method, address, body, List.of());

    for (List<String> some : portions(names())) {
      List<String> small = some.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
      assertThat(call(method, address, body, some)).as("%s", some).isEqualTo(plain);
      assertThat(call(method, address, body, small)).as("%s", small).isEqualTo(plain);
    }
    assertThat(trap.connections).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"GET, /api/v1/videos/JOB", "GET, /relay/abc", "POST, /webhooks/submagic/abc"})
  void noQueryParameterBecomesAHeader(String method, String path) {
    String address = path.replace("JOB", job);
    String body = method.equals("POST") ? "{\"projectId\":\"p\"}" : "";
    String plain = call(method, address, body, List.of());

    for (String name : names()) {
      String value = URLEncoder.encode(trap.at("/x"), StandardCharsets.UTF_8);
      String query = "?" + name + "=" + value;
      String answer = call(method, address + query, body, List.of());
      assertThat(answer.equals(plain) || answer.contains("is not a parameter")).as(name).isTrue();
    }
    assertThat(trap.connections).hasValue(0);
  }

  private static List<List<String>> portions(List<String> all) {
    List<List<String>> portions = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 40) {
      portions.add(all.subList(i, Math.min(all.size(), i + 40)));
    }
    return portions;
  }
}
