package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.DocPage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each {@code curl} of the documentation is made against a node, with the sandbox's own feed. */
class DocCallsTest extends OneNode {

  private static final List<Path> PAGES = List.of(Path.of("README.md"), Path.of("docs/api.md"));
  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");
  private static final Pattern FEED =
      Pattern.compile("https://example\\.com/feed\\.xml|http://[\\d.:]+/feed\\.xml\\?example");
  private static final Pattern PAGE = Pattern.compile("http://[\\d.:]+(?=/articles/)");

  /** What a call must be answered that names what is not there, or shows an error. */
  private static final Map<String, Integer> OTHERWISE =
      Map.of("/feeds/morning-news/poll", 404, "\"colour\"", 422);

  /**
   * The stream that never ends, which LiveTest reads, and the other port, which HealthTest asks.
   */
  private static final List<String> NOT_MADE = List.of("/api/v1/live", ":9090/");

  @Test
  void everyCallIsAnsweredAsItShould() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> calls = calls();
    for (String call : calls) {
      Web.Reply reply = make(call);
      if (!isRight(call, reply.status())) {
        wrong.add(call + "\n" + reply.status() + " " + reply.text());
      }
    }

    assertThat(calls).hasSizeGreaterThan(10);
    assertThat(wrong).isEmpty();
  }

  private static boolean isRight(String call, int status) {
    return OTHERWISE.entrySet().stream()
        .filter(other -> call.contains(other.getKey()))
        .map(other -> status == other.getValue())
        .findFirst()
        .orElse(status == 200 || status == 202);
  }

  private static List<String> calls() throws IOException {
    List<String> calls = new ArrayList<>();
    for (Path page : PAGES) {
      DocPage.read(page).commands().stream()
          .filter(command -> command.startsWith("curl "))
          .filter(command -> NOT_MADE.stream().noneMatch(command::contains))
          .forEach(calls::add);
    }
    return calls;
  }

  private static Web.Reply make(String curl) {
    List<String> words = words(curl);
    List<String> headers = new ArrayList<>();
    String body = "";
    String url = "";
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-i", "-X", "POST" -> {}
        case "-H" -> headers.addAll(List.of(words.get(++i).split(": ", 2)));
        case "-d" -> body = words.get(++i);
        default -> url = words.get(i);
      }
    }
    String method = body.isEmpty() && !words.contains("POST") ? "GET" : "POST";
    URI here = node.api().url(url.replaceFirst("http://127\\.0\\.0\\.1:8080", ""));
    String readable = PAGE.matcher(body).replaceAll(providers.url("").toString());
    byte[] sent = FEED.matcher(readable).replaceAll(feed()).getBytes(StandardCharsets.UTF_8);
    return Web.call(method, here, sent, headers.toArray(String[]::new));
  }

  private static String feed() {
    return Matcher.quoteReplacement(providers.url("/feed.xml?example").toString());
  }

  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }
}
