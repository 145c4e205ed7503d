package dev.newsreel.intake;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** One feature a file; the comment at its top says what must be read. */
class CasesCorpusTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String STRING =
      "(\"\"\".*?\"\"\"|u?'(?:[^'\\\\]|\\\\.)*'|u?\"(?:[^\"\\\\]|\\\\.)*\")";
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(feed|entries\\[(\\d)\\])\\['(title|link|id|guid|summary|description|content|author|subtitle)'\\]"
              + "(?:\\[0\\]\\['value'\\])? == "
              + STRING);
  private static final Pattern HEADER = Pattern.compile("(?m)^Header:\\s*([\\w-]+):\\s*(.*)$");

  private final Corpus corpus = new Corpus("cases");
  private final Corpus survival = new Corpus("cases read at all");

  @Test
  void readsWhatEachCaseStates() throws Exception {
    for (Path file : Corpus.files("cases", ".xml")) {
      check(file, Files.readAllBytes(file));
    }

    // One needs an entity of its own, which is refused on purpose.
    survival.assertAtMostFailed(1);
    // On purpose: ids are not resolved, the longest text wins, empty entries with one link are one.
    corpus.assertAtMostFailed(8);
  }

  private void check(Path file, byte[] body) {
    String head = new String(body, StandardCharsets.UTF_8);
    URI url = URI.create("http://127.0.0.1:8097/" + file.getFileName());
    String type = null;
    Matcher header = HEADER.matcher(head);
    while (header.find()) {
      String value = header.group(2).strip();
      url = header.group(1).equalsIgnoreCase("Content-Location") ? url.resolve(value) : url;
      type = header.group(1).equalsIgnoreCase("Content-Type") ? value : type;
    }
    try {
      ReadFeed feed = FeedReader.read(body, type, url, NOW);
      survival.pass(file.getParent().getFileName().toString());
      compare(file, head, feed);
    } catch (NotAFeed refused) {
      survival.fail(file, "refused: " + refused.code() + " " + refused.getMessage());
    }
  }

  private void compare(Path file, String head, ReadFeed feed) {
    Matcher clause =
        CLAUSE.matcher(head.lines().filter(l -> l.contains("Expect:")).findFirst().orElse(""));
    while (clause.find()) {
      String field = clause.group(3);
      String expected = unquoted(clause.group(4));
      if (clause.group(2) == null) {
        compareFeed(file, field, expected, feed);
        continue;
      }
      int index = Integer.parseInt(clause.group(2));
      if (feed.entries().size() <= index) {
        corpus.fail(file, "has no entry " + index);
        continue;
      }
      compareEntry(file, field, expected, feed.entries().get(index));
    }
  }

  private void compareFeed(Path file, String field, String expected, ReadFeed feed) {
    if (field.equals("title")) {
      checkText(file, field, expected, feed.title());
    } else if (field.equals("link")) {
      corpus.check(file, field, expected, string(feed.link()));
    }
  }

  private void compareEntry(Path file, String field, String expected, Entry entry) {
    switch (field) {
      case "title" -> checkText(file, field, expected, entry.article().title());
      case "link" -> corpus.check(file, field, expected, string(entry.article().url()));
      case "id", "guid" -> corpus.check(file, field, expected, entry.article().guid());
      case "author" ->
          corpus.check(
              file, field, expected.replaceFirst(" \\(\\S+@.*", ""), entry.article().author());
      default -> checkText(file, field, expected, entry.article().text());
    }
  }

  private void checkText(Path file, String field, String expected, String found) {
    boolean literal =
        Parser.unescapeEntities(expected, false).strip().equals(found)
            || expected.strip().equals(found);
    boolean one = found.replace('\n', ' ').equals(ArticleText.of(expected).replace('\n', ' '));
    corpus.check(file, field, literal || one ? found : expected, found);
  }

  private static String string(URI uri) {
    return uri == null ? null : uri.toString();
  }

  private static String unquoted(String python) {
    String body = python.startsWith("u") ? python.substring(1) : python;
    int quotes = body.startsWith("\"\"\"") ? 3 : 1;
    return Pattern.compile("\\\\u(\\p{XDigit}{4})")
        .matcher(body.substring(quotes, body.length() - quotes))
        .replaceAll(m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 16)))
        .replace("\\n", "\n")
        .replace("\\'", "'");
  }
}
