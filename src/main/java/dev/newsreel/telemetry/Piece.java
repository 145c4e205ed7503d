package dev.newsreel.telemetry;

import dev.newsreel.job.Event;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A part of a job's history in which one thing went on.
 *
 * @param first the line with which it began
 * @param inner the lines while it went on
 * @param last the line that ended it
 */
record Piece(Event first, List<Event> inner, Event last) {

  private static final Set<String> BEGINNINGS = Set.of("failed attempt", "claimed", "writing");

  Piece {
    inner = List.copyOf(inner);
  }

  /** Returns the stages that a life of a job went through; its last line ends the last one. */
  static List<Piece> stages(List<Event> life) {
    return cut(life, (before, now) -> Objects.equals(stage(before), stage(now)));
  }

  /** Returns what went on in this stage: waiting, an order, a provider's work. */
  List<Piece> steps() {
    List<Event> all = new ArrayList<>();
    all.add(first);
    all.addAll(inner);
    all.add(last);
    return cut(all, (before, now) -> before.step() == now.step() && !begins(now));
  }

  private static boolean begins(Event line) {
    return BEGINNINGS.contains(line.edge());
  }

  private static List<Piece> cut(List<Event> life, BiPredicate<Event, Event> goesOn) {
    List<Piece> pieces = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i < life.size(); i++) {
      boolean ends = i == life.size() - 1;
      if (ends || !goesOn.test(life.get(i - 1), life.get(i))) {
        pieces.add(new Piece(life.get(begin), life.subList(begin + 1, i), life.get(i)));
        begin = i;
      }
    }
    return pieces;
  }

  private static String stage(Event line) {
    return line.status().queue();
  }

  /** Returns the name of the stage: that of its queue. */
  String stage() {
    return stage(first);
  }

  /** Returns what went on, as a step of a stage. */
  String name() {
    if (first.step() == Step.READY) {
      return first.status() == Status.PUBLISHING ? "fetch film" : "wait for " + stage();
    }
    boolean ordered = first.step() == Step.ORDERED;
    return switch (first.status()) {
      case RENDERING -> ordered ? "render" : "order video";
      case CAPTIONING -> ordered ? "caption" : "order captions";
      default -> "write script";
    };
  }

  /** Returns who worked at it; null when nobody but us did. */
  String provider() {
    return first.step() == Step.READY ? null : first.status().provider();
  }

  Instant from() {
    return first.at();
  }

  Instant to() {
    return last.at();
  }

  /** Returns whether it led nowhere. */
  boolean failed() {
    return last.edge().equals("failed attempt")
        || last.status() == Status.FAILED
        || last.status() == Status.HELD;
  }

  /** Returns what its lines after the first have cost, in US dollars. */
  BigDecimal usd() {
    return ending()
        .map(Event::usd)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Returns the newest value that one of its lines has; null when none has. */
  String newest(Function<Event, String> part) {
    return Stream.concat(Stream.of(first), ending())
        .map(part)
        .filter(Objects::nonNull)
        .reduce((older, newer) -> newer)
        .orElse(null);
  }

  /** Returns when webhooks arrived that told of its lines after the first. */
  List<Instant> webhooks() {
    return ending().map(Event::webhookAt).filter(Objects::nonNull).toList();
  }

  private Stream<Event> ending() {
    return Stream.concat(inner.stream(), Stream.of(last));
  }
}
