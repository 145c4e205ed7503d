package dev.newsreel;

import dev.newsreel.intake.FullText;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.SentHeaders;
import dev.newsreel.wire.Wire;
import dev.newsreel.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.spi.Registry;

/** The connections to others: each kind has a pool and limits of its own. */
final class Wires implements AutoCloseable {

  private static final long MOST_ANSWER = 4_000_000;
  private static final List<String> SENT =
      List.of(
          "x-api-key",
          "Authorization",
          "api-key",
          "Idempotency-Key",
          "User-Agent",
          "Accept",
          "Accept-Encoding",
          "If-None-Match",
          "If-Modified-Since",
          Wire.DEADLINE,
          "Range");

  private final Settings settings;
  private final List<Wire> all = new ArrayList<>();

  Wires(Settings settings) {
    this.settings = settings;
  }

  /**
   * Binds all of them.
   *
   * @param rules for addresses that come from outside
   * @param callers how many callers may wait for a fetch at once
   */
  void bind(Registry registry, AddressRules rules, int callers) {
    registry.bind("sentHeaders", new SentHeaders(SENT));
    registry.bind("openaiWire", wire("openai", within("openai.timeout", MOST_ANSWER), null));
    registry.bind("heygenWire", wire("heygen", within("heygen.timeout", MOST_ANSWER), null));
    registry.bind("submagicWire", wire("submagic", within("submagic.timeout", MOST_ANSWER), null));
    long mostFeed = settings.number("feed.max-bytes");
    int mostFeeds = settings.number("feed.workers") + callers;
    WireLimits feed = within("feed.timeout", mostFeed).withConnections(mostFeeds);
    registry.bind("feedWire", wire("feed", feed, rules));
    WireLimits page = within("feed.timeout", FullText.MAX_BYTES).withConnections(mostFeeds);
    registry.bind("pageWire", wire("page", page, rules));
    registry.bind("notifyWire", wire("notify", within("notify.timeout", MOST_ANSWER), rules));
    long mostFile = Long.parseLong(settings.text("publish.max-bytes"));
    WireLimits files = WireLimits.streaming(settings.duration("publish.timeout"), mostFile);
    registry.bind("publishWire", wire("publish", files, rules));
    registry.bind("relayWire", wire("relay", files, rules));
  }

  private WireLimits within(String timeout, long mostBytes) {
    return WireLimits.within(settings.duration(timeout), mostBytes);
  }

  private Wire wire(String name, WireLimits limits, AddressRules rules) {
    WireLimits full = limits.connectWithin(settings.duration("connect.timeout"));
    Wire wire = rules == null ? new Wire(name, full) : new Wire(name, full, rules);
    all.add(wire);
    return wire;
  }

  @Override
  public void close() {
    all.forEach(Wire::close);
  }
}
