package dev.newsreel.door;

import dev.newsreel.job.Catalogue;
import dev.newsreel.job.Offer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.Exchange;

/** Which avatars and voices a video can have. */
final class CatalogueRoutes extends DoorBuilder {

  private static final int PAGE = 50;

  private final Catalogue catalogue;

  CatalogueRoutes(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public void configure() {
    door(API + "/avatars", "GET", "list-avatars", "Lists the avatars").process(this::avatars);
    door(API + "/voices", "GET", "list-voices", "Lists the voices").process(this::voices);
  }

  private void avatars(Exchange exchange) {
    Query query = new Query(exchange);
    Predicate<Offer> wanted =
        has(query.text("name"), Offer::name).and(is(query.text("type"), Offer::type));
    page(exchange, query, "avatars", wanted);
  }

  private void voices(Exchange exchange) {
    Query query = new Query(exchange);
    Predicate<Offer> wanted =
        has(query.text("name"), Offer::name)
            .and(is(query.text("type"), Offer::type))
            .and(is(query.text("language"), Offer::language))
            .and(is(query.text("gender"), Offer::gender));
    page(exchange, query, "voices", wanted);
  }

  private static Predicate<Offer> is(String wanted, Function<Offer, String> field) {
    return offer -> wanted == null || wanted.equalsIgnoreCase(field.apply(offer));
  }

  private static Predicate<Offer> has(String part, Function<Offer, String> field) {
    String low = part == null ? "" : part.toLowerCase(Locale.ROOT);
    return offer ->
        low.isEmpty() || String.valueOf(field.apply(offer)).toLowerCase(Locale.ROOT).contains(low);
  }

  private void page(Exchange exchange, Query query, String what, Predicate<Offer> wanted) {
    int limit = query.number("limit", PAGE);
    String cursor = query.text("cursor");
    Offer.All all = catalogue.all();
    List<Offer> offers = what.equals("avatars") ? all.avatars() : all.voices();
    if (offers.isEmpty()) {
      throw new BadRequest(
          Problem.of(503, "catalogue_unavailable", "HeyGen does not tell its " + what + " now"));
    }
    List<Offer> page =
        offers.stream()
            .filter(wanted)
            .filter(o -> cursor == null || o.id().compareTo(cursor) > 0)
            .sorted(Comparator.comparing(Offer::id))
            .limit(limit + 1L)
            .toList();
    Map<String, Object> body = new HashMap<>();
    body.put(what, page.subList(0, Math.min(limit, page.size())));
    body.put("as_of", Instant.ofEpochMilli(all.at()));
    if (page.size() > limit) {
      body.put("next_cursor", page.get(limit - 1).id());
    }
    ApiRoutes.answer(exchange, 200, body);
  }
}
