package dev.newsreel.intake;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Declared against real charset: no replacement character, no mojibake. */
class CharsetCorpusTest {
  @Test
  void readsEveryCharsetFile() throws Exception {
    Corpus corpus = new Corpus("charset");
    URI url = URI.create("http://feed.example/feed.xml");

    for (Path file : Corpus.files("charset", ".xml")) {
      try {
        ReadFeed feed = FeedReader.read(Files.readAllBytes(file), "text/xml", url, Instant.now());
        String words = feed.title() + feed.entries();
        corpus.check(file, "readable", true, !words.matches("(?s).*(\ufffd|Ã.|â€|Ð.Ñ).*"));
      } catch (NotAFeed refused) {
        String text = FeedDecoder.decode(Files.readAllBytes(file), "text/xml");
        corpus.check(file, "readable", true, !text.matches("(?s).*(\ufffd|Ã.|â€|Ð.Ñ).*"));
      }
    }

    corpus.assertAtMostFailed(0);
  }
}
