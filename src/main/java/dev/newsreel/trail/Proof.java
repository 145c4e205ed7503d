package dev.newsreel.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that nobody has changed, removed, moved or added entries of the trail. Whoever can write
 * to Redis could make all of it anew; a head that was noted elsewhere shows that, too.
 */
public final class Proof {

  private static final int MOST_FAULTS = 20;

  private final List<String> faults = new ArrayList<>();
  private final Head anchor;
  private final Head noted;
  private Head last;
  private long entries;
  private boolean anchored;
  private boolean seen;

  private Proof(Head anchor, Head noted) {
    this.anchor = anchor;
    this.noted = noted;
    this.last = anchor;
    this.anchored = anchor.n() == 0;
    this.seen = noted == null;
  }

  /**
   * What was found.
   *
   * @param entries how many entries there are
   * @param head where the trail ends: to be noted elsewhere
   * @param faults one sentence for each entry where the chain breaks, at most 20
   */
  public record Report(long entries, Head head, List<String> faults) {}

  /**
   * Checks the whole trail.
   *
   * @param noted a head of earlier, which must still be in it; null for none
   */
  public static Report of(TrailReader trail, Head noted) {
    Head head = trail.head();
    Proof proof = new Proof(trail.anchor(), noted);
    trail.all(proof::look);
    proof.end(head);
    // What was written meanwhile is checked like the rest, but where it ends is only known now.
    if (proof.last.n() > trail.head().n()) {
      proof.fault("entry %d stands after the last one".formatted(proof.last.n()));
    }
    return new Report(proof.entries, proof.last, List.copyOf(proof.faults));
  }

  private void look(String whole) {
    entries++;
    Optional<Line> parsed = Line.parse(whole);
    if (parsed.isEmpty()) {
      fault("after entry %d stands something that is no entry".formatted(last.n()));
      return;
    }
    Line line = parsed.get();
    place(line);
    if (!line.isGenuine()) {
      fault("entry %d was changed: its hash is that of another text".formatted(line.n()));
    }
    anchored |=
        whole.contains("\"pruned\":{\"up_to\":%d,".formatted(anchor.n()))
            && whole.contains(anchor.hash());
    seen |= line.head().equals(noted);
    last = line.head();
  }

  private void place(Line line) {
    long expected = last.n() + 1;
    if (line.n() > expected) {
      fault("entries %d to %d are missing".formatted(expected, line.n() - 1));
    } else if (line.n() < expected) {
      fault("entry %d stands after entry %d".formatted(line.n(), last.n()));
    } else if (!line.prev().equals(last.hash())) {
      fault(
          "entry %d does not follow entry %d: one of them was changed"
              .formatted(line.n(), last.n()));
    }
  }

  private void end(Head head) {
    if (last.n() < head.n()) {
      fault("entries %d to %d are missing at the end".formatted(last.n() + 1, head.n()));
    } else if (last.n() == head.n() && !last.hash().equals(head.hash())) {
      fault("entry %d is not the one that was written last".formatted(last.n()));
    }
    if (!anchored) {
      fault(
          "entries up to %d are missing, and no entry says that they were forgotten"
              .formatted(anchor.n()));
    }
    boolean forgotten = noted != null && noted.n() <= anchor.n();
    if (!seen && !forgotten) {
      fault("entry %d is not the one that was noted".formatted(noted.n()));
    }
  }

  private void fault(String sentence) {
    if (faults.size() < MOST_FAULTS) {
      faults.add("audit trail: " + sentence);
    }
  }
}
