package dev.newsreel.intake;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Feeds for tests. */
final class FeedTexts {

  private FeedTexts() {}

  /** An RSS feed with entries 1 to a number, newest last. */
  static String rss(int entries) {
    return rss(entries, "");
  }

  /** The same with elements of the channel. */
  static String rss(int entries, String channel) {
    return IntStream.rangeClosed(1, entries)
        .mapToObj(FeedTexts::item)
        .collect(
            Collectors.joining(
                "",
                "<rss version=\"2.0\"><channel><title>Tests</title>" + channel,
                "</channel></rss>"));
  }

  private static String item(int number) {
    return """
        <item><guid>entry-%1$d</guid><title>Entry %1$d</title>\
        <description>What happened at place number %1$d on that day.</description></item>"""
        .formatted(number);
  }
}
