package dev.newsreel.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.WebhookSecret.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one thing to put right next.
 *
 * @param kind what to do
 * @param endpointId with which endpoint; null for a new one
 * @param found what is not as it should be, for people; null when all is
 */
record WebhookRepair(Kind kind, String endpointId, String found) {

  /** The events that we want. */
  static final Set<String> EVENTS = Set.of("avatar_video.success", "avatar_video.fail");

  /** What can be done. */
  enum Kind {
    NONE("nothing"),
    CREATE("registered"),
    DELETE("removed"),
    CHANGE("changed back"),
    ROTATE("given a new secret");

    private final String done;

    Kind(String done) {
      this.done = done;
    }

    String done() {
      return done;
    }
  }

  /**
   * An endpoint as HeyGen lists it.
   *
   * @param events null when it gets all, or the list does not tell
   */
  record Endpoint(String id, String url, Set<String> events, boolean enabled) {

    static Endpoint of(JsonNode json) {
      Set<String> events = json.path("events").isArray() ? new TreeSet<>() : null;
      json.path("events").forEach(event -> events.add(event.asText()));
      return new Endpoint(
          json.path("endpoint_id").asText(),
          json.path("url").asText(),
          events,
          !"disabled".equals(json.path("status").asText()));
    }

    private boolean isAsWanted(String wanted) {
      return url.equals(wanted) && (events == null || events.equals(EVENTS));
    }
  }

  /**
   * What is wanted.
   *
   * @param url our address
   * @param known what we know of its endpoint
   * @param rotate whether somebody asks for a new secret
   * @param oldest how old a secret may get; null for any age
   */
  record Wish(String url, Registration known, boolean rotate, Duration oldest) {

    private boolean isOld(Instant now) {
      return oldest != null && known.since() != null && !now.isBefore(known.since().plus(oldest));
    }
  }

  /** Returns what to do about what is registered; each is followed by another look. */
  static WebhookRepair next(List<Endpoint> registered, Wish wish, Instant now) {
    String own = String.valueOf(wish.known().endpointId());
    List<Endpoint> ours = new ArrayList<>();
    registered.stream().filter(e -> e.url().equals(wish.url())).forEach(ours::add);
    if (ours.isEmpty()) {
      registered.stream().filter(e -> e.enabled() && e.id().equals(own)).forEach(ours::add);
    }
    if (ours.isEmpty()) {
      return new WebhookRepair(Kind.CREATE, null, "no endpoint with our address");
    }
    ours.sort(
        Comparator.comparing(Endpoint::enabled)
            .thenComparing(e -> e.id().equals(own))
            .thenComparing(Endpoint::id));
    Endpoint worst = ours.get(0);
    if (!worst.enabled()) {
      return new WebhookRepair(Kind.DELETE, worst.id(), "a disabled endpoint");
    }
    return ours.size() > 1
        ? new WebhookRepair(Kind.DELETE, worst.id(), "a second endpoint")
        : single(worst, wish, now);
  }

  private static WebhookRepair single(Endpoint endpoint, Wish wish, Instant now) {
    Registration known = wish.known();
    if (!endpoint.isAsWanted(wish.url())) {
      String what = endpoint.url().equals(wish.url()) ? "events" : "address";
      return new WebhookRepair(Kind.CHANGE, endpoint.id(), "an endpoint with another " + what);
    }
    if (!endpoint.id().equals(known.endpointId()) || known.secret() == null || known.doubtful()) {
      return new WebhookRepair(Kind.ROTATE, endpoint.id(), "an endpoint whose secret is not known");
    }
    return wish.rotate() || wish.isOld(now)
        ? new WebhookRepair(Kind.ROTATE, endpoint.id(), null)
        : new WebhookRepair(Kind.NONE, endpoint.id(), null);
  }
}
