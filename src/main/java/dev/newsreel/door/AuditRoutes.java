package dev.newsreel.door;

import dev.newsreel.trail.TrailReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** The audit trail, for who may operate. */
final class AuditRoutes extends DoorBuilder {

  private static final int PAGE = 50;

  private final TrailReader trail;

  AuditRoutes(TrailReader trail) {
    this.trail = trail;
  }

  @Override
  public void configure() {
    door(API + "/audit", "GET", "list-audit", "Shows who did what").process(this::list);
  }

  private void list(Exchange exchange) {
    Query query = new Query(exchange);
    TrailReader.Wanted wanted =
        new TrailReader.Wanted(
            query.text("who"), query.text("what"), time(query, "from"), time(query, "to"));
    long below = query.cursor().isEmpty() ? Long.MAX_VALUE : Long.parseLong(query.cursor());
    TrailReader.Page page = trail.page(wanted, below, query.number("limit", PAGE));
    Map<String, Object> body = new HashMap<>();
    body.put("entries", page.entries());
    body.put("head", trail.head().toString());
    if (page.next() != null) {
      body.put("next_cursor", page.next().toString());
    }
    ApiRoutes.answer(exchange, 200, body);
  }

  private static Instant time(Query query, String name) {
    String text = query.text(name);
    return text == null ? null : Instant.parse(text);
  }
}
