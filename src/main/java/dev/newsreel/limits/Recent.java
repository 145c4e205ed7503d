package dev.newsreel.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often a provider has lately answered this node, and how often it was too much for it. */
final class Recent {

  private static final Duration MEMORY = Duration.ofSeconds(10);
  private static final int MOST = 200;
  private static final int ALONE_AMONG = 5;

  private final Clock clock;
  private final Deque<Said> answers = new ArrayDeque<>();

  private record Said(Instant at, boolean refused) {}

  Recent(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes an answer.
   *
   * @return whether it is a refusal (429) that stands alone: at least four in five of the latest
   *     answers were none. A limit that is reached refuses everybody, so this is none.
   */
  synchronized boolean isRefusedAlone(int status) {
    Instant now = clock.instant();
    answers.addLast(new Said(now, status == 429));
    while (answers.size() > MOST || answers.getFirst().at().isBefore(now.minus(MEMORY))) {
      answers.removeFirst();
    }
    return status == 429
        && answers.stream().filter(Said::refused).count() * ALONE_AMONG <= answers.size();
  }
}
