package dev.newsreel.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The articles that are posted to the nodes of a stage, and how many were accepted. */
final class Posting {

  private static final int UNAVAILABLE = 503;
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Stage stage;
  private final Articles articles = new Articles();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private int repeats;

  Posting(Stage stage) {
    this.stage = stage;
  }

  /** Posts articles at a pace. */
  Times paced(int perSecond, int seconds) {
    return counted(stage.rig().caller().paced(perSecond, seconds, this::article));
  }

  /** Posts articles as fast as they are taken. */
  Times flood(int count, int atOnce) {
    return counted(stage.rig().caller().flood(count, atOnce, this::article));
  }

  private Times counted(Times times) {
    accepted.addAndGet(times.taken());
    return times;
  }

  private HttpRequest article() {
    int next = Math.floorMod(turn.getAndIncrement(), stage.nodes().size());
    return Caller.post(stage.nodes().get(next).videos(), articles.next());
  }

  /** Posts so many articles in batches; one that is refused with 503 is made again. */
  void batches(int count, int size) {
    URI url = stage.node().home().resolve("/api/v1/batches");
    for (int left = count; left > 0; left -= size) {
      int now = Math.min(left, size);
      HttpRequest batch = Caller.keyed(Caller.post(url, articles.batch(now)));
      stage.await("a batch taken", LONGEST, () -> isTaken(stage.rig().caller().call(batch)));
      accepted.addAndGet(now);
    }
  }

  private boolean isTaken(HttpResponse<String> answer) {
    if (answer.statusCode() == UNAVAILABLE) {
      repeats++;
    } else if (answer.statusCode() / 100 != 2) {
      throw new LoadFailed("A batch was refused: " + answer.body());
    }
    return answer.statusCode() != UNAVAILABLE;
  }

  /** Returns how many videos were asked for and accepted. */
  int accepted() {
    return accepted.get();
  }

  /** Returns how often a batch had to be made again. */
  int repeats() {
    return repeats;
  }
}
