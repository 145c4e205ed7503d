package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in before there is a key: everyone of this machine. */
class NoKeysTest extends OneNode {

  private static Web.Reply post(String... headers) {
    String article = Api.article("A door", "It opens to those who come from this machine.");
    byte[] body = article.getBytes(StandardCharsets.UTF_8);
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return Web.call("POST", node.api().url("/api/v1/videos"), body, all);
  }

  @Test
  void thisMachineIsLetIn() {
    assertThat(Web.get(node.api().url("/api/v1/videos")).status()).isEqualTo(200);
    assertThat(post().status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-For, 203.0.113.7",
    "Forwarded, for=203.0.113.7",
    "Via, 1.1 proxy",
    "X-Real-IP, 203.0.113.7"
  })
  void nobodyComesThroughAProxy(String header, String value) {
    Web.Reply reply = post(header, value);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().path("code").asText()).isEqualTo("api_key_needed");
  }

  @Test
  void everyAnswerTellsBrowsersToBeCareful() {
    Web.Reply reply = Web.get(node.api().url("/api/v1/videos"));

    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
  }
}
