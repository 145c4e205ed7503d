package dev.newsreel.readiness;

import dev.newsreel.intake.Entry;
import dev.newsreel.intake.FeedReader;
import dev.newsreel.intake.NotAFeed;
import dev.newsreel.intake.ReadFeed;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Fetch;
import dev.newsreel.wire.Redirects;
import dev.newsreel.wire.Wire;
import dev.newsreel.wire.WireLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/** Reads feeds once over the network and tells what they hold; nothing is remembered. */
public final class FeedVisit implements AutoCloseable {

  private final Settings settings;
  private final AddressRules rules;
  private final Wire wire;

  /** Opens one. */
  public FeedVisit(Settings settings, AddressRules rules) {
    this.settings = settings;
    this.rules = rules;
    WireLimits limits =
        WireLimits.within(settings.duration("feed.timeout"), settings.number("feed.max-bytes"));
    this.wire =
        new Wire("visit", limits.connectWithin(settings.duration("connect.timeout")), rules);
  }

  /** Returns what a feed holds. */
  public Finding look(String name, URI address) {
    String check = "feed " + name;
    try {
      return told(check, read(address));
    } catch (NotAFeed e) {
      return Finding.failed(check, e.getMessage(), "Look at the address: " + address);
    } catch (AddressRefused e) {
      return Finding.failed(check, e.detail(), "Look at its url, or at egress.allow");
    } catch (IOException e) {
      return Finding.failed(
          check, address + " cannot be read: " + Asker.cause(e), "Look at the address");
    }
  }

  private ReadFeed read(URI start) throws IOException {
    URI address = rules.check(start.toString());
    Map<String, String> headers =
        Map.of("User-Agent", settings.text("feed.user-agent"), "Accept-Encoding", "gzip, deflate");
    for (int hop = 1; ; hop++) {
      Fetch.Opened answer = wire.fetch().call("GET", address, headers);
      try (InputStream body = answer.body()) {
        if (answer.status() >= 300 && answer.status() < 400) {
          address = new Redirects(rules).next(address, answer.headers().get("location"), hop);
        } else if (answer.status() != 200) {
          throw new IOException("its server answers " + answer.status());
        } else {
          String type = answer.headers().get("content-type");
          Instant now = Clock.systemUTC().instant();
          return FeedReader.read(body.readAllBytes(), type, address, now);
        }
      }
    }
  }

  private static Finding told(String check, ReadFeed feed) {
    int entries = feed.entries().size();
    if (entries == 0) {
      return Finding.warning(
          check, "\"" + feed.title() + "\" holds no entries", "Look at it in a browser");
    }
    String newest =
        feed.entries().stream()
            .map(Entry::article)
            .map(a -> a.publishedAt())
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .map(at -> ", the newest of " + at)
            .orElse("");
    return Finding.ok(check, "\"" + feed.title() + "\" holds " + entries + " entries" + newest);
  }

  @Override
  public void close() {
    wire.close();
  }
}
