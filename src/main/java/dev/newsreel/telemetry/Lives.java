package dev.newsreel.telemetry;

import dev.newsreel.job.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Cuts a job's history into its lives: one that a person has retried has another. */
final class Lives {

  private final List<List<Event>> lives = new ArrayList<>();

  Lives(List<Event> history) {
    List<Event> life = new ArrayList<>();
    for (Event line : history) {
      boolean ends = line.status().ended();
      // What comes when all is over is no life of its own.
      if (!ends || !life.isEmpty()) {
        life.add(line);
      }
      if (ends && life.size() > 1) {
        lives.add(life);
        life = new ArrayList<>();
      }
    }
  }

  /** Returns the number, from 0, of the life that ended then; -1 when none did. */
  int endedAt(Instant end) {
    for (int i = lives.size() - 1; i >= 0; i--) {
      List<Event> life = lives.get(i);
      if (life.get(life.size() - 1).at().equals(end)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the lines of a life, the one that ended it included. */
  List<Event> get(int number) {
    return List.copyOf(lives.get(number));
  }
}
