package dev.newsreel.load;

import java.util.concurrent.atomic.AtomicInteger;

/** Articles of about 1,200 letters, each different, so that no script is taken from the cache. */
final class Articles {

  private static final String TEXT =
      " The town has opened its new river bridge this morning, and many people came to see it."
          + " The band played until noon, and the mayor promised to keep the ferry for the children."
          + " Next spring the council wants to count how many people really cross the river here.";
  private static final int REPEATS = 4;

  private final AtomicInteger number = new AtomicInteger();

  /** Returns the next one as a request for one video. */
  String next() {
    int n = number.incrementAndGet();
    StringBuilder content = new StringBuilder("Bridge number " + n + " is open.");
    for (int i = 0; i < REPEATS; i++) {
      content.append(" Report ").append(n).append('.').append(i).append(':').append(TEXT);
    }
    return "{\"article\":{\"title\":\"River bridge %d\",\"content\":\"%s\"}}".formatted(n, content);
  }

  /** Returns the next ones as one batch. */
  String batch(int size) {
    StringBuilder all = new StringBuilder("{\"videos\":[");
    for (int i = 0; i < size; i++) {
      all.append(i == 0 ? "" : ",").append(next());
    }
    return all.append("]}").toString();
  }
}
