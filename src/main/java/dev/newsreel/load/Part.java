package dev.newsreel.load;

/** A part of the load test, which can be run alone. */
public enum Part {
  /** Posts at a pace, as fast as possible, and while providers fail, to one node. */
  THROUGHPUT("one node, articles posted"),

  /** Jobs that wait for their renders: memory, answers, webhooks, reconciliation, restart. */
  PARKED("one node, jobs that wait"),

  /** The posts of the first part, as fast as possible, to three nodes. */
  NODES("three nodes, articles posted");

  private final String about;

  Part(String about) {
    this.about = about;
  }

  String about() {
    return about;
  }
}
