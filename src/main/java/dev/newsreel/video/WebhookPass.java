package dev.newsreel.video;

import dev.newsreel.job.WebhookSecret.Registration;
import dev.newsreel.watch.Figures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One round of putting our webhooks in order; belongs to one thread. */
final class WebhookPass {

  private static final int MOST_PAGES = 20;
  private static final int MOST_REPAIRS = 20;

  private final String token = UUID.randomUUID().toString();
  private final List<WebhookRepair.Endpoint> endpoints = new ArrayList<>();
  private final Set<WebhookRepair> begun = new HashSet<>();
  private final List<WebhookRepair> done = new ArrayList<>();
  private final Set<String> drift = new LinkedHashSet<>();
  private Registration known = Registration.NONE;
  private boolean first;
  private WebhookRepair step;
  private int pages;
  private boolean over;

  String token() {
    return token;
  }

  Registration known() {
    return known;
  }

  /** Notes what is known now; what is said first tells whether anything ever was. */
  void known(Registration now) {
    first |= pages == 0 && begun.isEmpty() && now.equals(Registration.NONE);
    known = now;
  }

  /** Returns whether there was no registration before this. */
  boolean isFirst() {
    return first;
  }

  void found(WebhookRepair.Endpoint endpoint) {
    endpoints.add(endpoint);
  }

  List<WebhookRepair.Endpoint> endpoints() {
    return endpoints;
  }

  /** Returns whether another page of the list may be read. */
  boolean nextPage() {
    pages++;
    return pages < MOST_PAGES;
  }

  /** Returns what was asked for last; null when that was the list. */
  WebhookRepair step() {
    return step;
  }

  /** Begins a repair; false when it was tried before and has not helped. */
  boolean begin(WebhookRepair next) {
    if (next.found() != null) {
      drift.add(next.found());
    }
    step = next;
    return begun.size() < MOST_REPAIRS && begun.add(next);
  }

  void did() {
    done.add(step);
  }

  void lookAgain() {
    step = null;
    pages = 0;
    endpoints.clear();
  }

  String drift() {
    return String.join(", ", drift);
  }

  String repairs() {
    return String.join(", ", done.stream().map(repair -> repair.kind().done()).toList());
  }

  /** Counts each repair. */
  void count(Figures figures) {
    done.forEach(r -> figures.count("webhook.repairs", "done", r.kind().done()));
  }

  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
