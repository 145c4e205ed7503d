package dev.newsreel.campaign;

import static org.awaitility.Awaitility.await;

import dev.newsreel.e2e.Api;
import dev.newsreel.e2e.Web;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The callers: each asks for one video, again and again with one key until it is accepted. */
final class Orders {

  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final int MOST_DOUBLINGS = 4;
  private static final Set<Integer> PASSING = Set.of(404, 409, 429, 500, 502, 503, 504);
  private static final String TEXT =
      " The town has opened its new river bridge this morning, and many people came to see it."
          + " The band played until noon, and the mayor promised to keep the ferry for the children."
          + " Next spring the council wants to count how many people really cross the river here.";

  private final CampaignOptions options;
  private final URI door;
  private final Timetable clock;
  private final Map<Integer, String> accepted = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> repeated = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger repeats = new AtomicInteger();

  Orders(CampaignOptions options, URI door, Timetable clock) {
    this.options = options;
    this.door = door;
    this.clock = clock;
  }

  /** Begins to ask, evenly over the time of the campaign. */
  void begin() {
    for (int i = 0; i < options.jobs(); i++) {
      int number = i;
      long at = options.time().toMillis() * i / options.jobs();
      clock.after(Duration.ofMillis(at), () -> ask(number, 0));
    }
  }

  private void ask(int number, int failures) {
    if (!isAnswered(number)) {
      repeats.incrementAndGet();
      // Callers who never pause would be the heaviest load of all while a node is away.
      Duration pause = AGAIN.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
      clock.after(pause, () -> ask(number, failures + 1));
    } else if (number % 10 == 0 && repeated.put(number, 1) == null) {
      // Some callers do not believe it; they must be told of the same job.
      clock.after(Duration.ZERO, () -> ask(number, 0));
    }
  }

  private boolean isAnswered(int number) {
    String name = "River bridge " + options.seed() + "." + number;
    byte[] body = Api.article(name, name + "." + TEXT).getBytes(StandardCharsets.UTF_8);
    String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "key-" + number};
    try {
      Web.Reply reply = Web.call("POST", URI.create(door + "/api/v1/videos"), body, headers);
      if (PASSING.contains(reply.status())) {
        return false;
      }
      note(number, reply);
      return true;
    } catch (UncheckedIOException cut) {
      return false;
    }
  }

  private void note(int number, Web.Reply reply) {
    String id = reply.status() == 202 ? reply.json().path("id").asText() : "refused " + number;
    String before = accepted.putIfAbsent(number, id);
    if (reply.status() != 202) {
      faults.add("Request " + number + " got " + reply.status() + ": " + reply.text());
    } else if (before != null && !before.equals(id)) {
      faults.add("Request " + number + " got " + before + " and, repeated, " + id);
    }
  }

  /** Waits until every request has been accepted. */
  Collection<String> awaitAccepted() {
    await("all requests accepted")
        .pollInterval(Duration.ofMillis(100))
        .until(() -> accepted.size() == options.jobs());
    return accepted.values();
  }

  /** Returns how many requests have been accepted so far. */
  int accepted() {
    return accepted.size();
  }

  /** Returns what no caller should have been told. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Returns how often a request had to be made again. */
  int repeats() {
    return repeats.get();
  }
}
