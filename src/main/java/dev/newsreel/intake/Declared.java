package dev.newsreel.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What the feeds' file says.
 *
 * @param feeds the usable feeds by name, in the order of the file
 * @param refused why an entry is not used, by the name that it has
 */
record Declared(Map<String, Feed> feeds, Map<String, String> refused) {

  static final Declared NOTHING = new Declared(Map.of(), Map.of());

  Declared {
    feeds = Collections.unmodifiableMap(new LinkedHashMap<>(feeds));
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }

  /** Returns this with the older declarations of those that are refused now. */
  Declared keeping(Declared before) {
    Map<String, Feed> all = new LinkedHashMap<>(feeds);
    refused.keySet().stream()
        .filter(before.feeds::containsKey)
        .forEach(id -> all.putIfAbsent(id, before.feeds.get(id)));
    return new Declared(all, refused);
  }

  /** Returns what feeds may spend on a day, by name, as far as they say so. */
  Map<String, BigDecimal> dailyCaps() {
    Map<String, BigDecimal> caps = new HashMap<>();
    feeds.values().stream()
        .filter(f -> f.dailyUsd() != null)
        .forEach(f -> caps.put(f.id(), f.dailyUsd()));
    return Map.copyOf(caps);
  }

  /** Returns the feeds that were there before and for which this holds. */
  List<Feed> changed(Declared before, BiPredicate<Feed, Feed> how) {
    return feeds.values().stream()
        .filter(f -> before.feeds.containsKey(f.id()) && how.test(f, before.feeds.get(f.id())))
        .toList();
  }

  List<Feed> added(Declared before) {
    return feeds.values().stream().filter(f -> !before.feeds.containsKey(f.id())).toList();
  }

  /** Returns in one line what is different from before; empty when nothing is. */
  String news(Declared before) {
    List<String> news = new ArrayList<>();
    tell(news, "new", added(before));
    tell(news, "removed", before.added(this));
    tell(news, "at another address", changed(before, Feed::isMoved));
    tell(news, "on another schedule", changed(before, Feed::isRescheduled));
    tell(news, "with other wishes", changed(before, Declared::wishesOtherwise));
    return String.join(", ", news);
  }

  private static boolean wishesOtherwise(Feed now, Feed before) {
    return !now.equals(before) && !now.isMoved(before) && !now.isRescheduled(before);
  }

  private static void tell(List<String> news, String what, List<Feed> feeds) {
    if (!feeds.isEmpty()) {
      news.add(
          feeds.size()
              + " "
              + what
              + " ("
              + String.join(", ", feeds.stream().map(Feed::id).toList())
              + ")");
    }
  }
}
