package dev.newsreel.sandbox;

import java.util.Locale;

/** A way to go wrong, and whom it can befall. */
enum FaultKind {
  /** An error answer; nothing is done, unless the rule says {@code "after": true}. */
  STATUS(Group.ANSWER),
  /** The work is done at once, the answer comes late. */
  DELAY(Group.ANSWER),
  /** The work is done, the answer never comes and the connection stays open. */
  HANG(Group.ANSWER),
  /** The connection is cut with nothing done. */
  DROP_BEFORE(Group.ANSWER),
  /** The work is done, then the connection is cut without an answer. */
  DROP_AFTER(Group.ANSWER),
  /** The right status with a body that is no JSON. */
  MALFORMED(Group.ANSWER),
  /** The right status with an empty body; for OpenAI a message without text. */
  EMPTY(Group.ANSWER),
  /** Half of the body, then the connection is cut. */
  TRUNCATE(Group.ANSWER),
  /** The body in ten pieces, one every {@code delay}. */
  SLOW_DRIP(Group.ANSWER),
  /** OpenAI's model refuses. */
  REFUSAL(Group.CHAT),
  /** OpenAI's answer is cut at the token limit. */
  LENGTH(Group.CHAT),
  /** OpenAI's content filter steps in. */
  FILTER(Group.CHAT),
  /** What is created will end as failed. */
  RENDER_FAILED(Group.RENDER),
  /**
   * Create: completed without a URL until exported (Submagic). Get: this one answer lacks the URLs.
   */
  NO_URL(Group.RENDER),
  WEBHOOK_LOST(Group.WEBHOOK),
  WEBHOOK_TWICE(Group.WEBHOOK),
  /** Delivered {@code delay} later than due. */
  WEBHOOK_LATE(Group.WEBHOOK),
  /** Delivered before the create call has answered. */
  WEBHOOK_EARLY(Group.WEBHOOK),
  /** Held back until the next one was delivered, or {@code delay} has passed. */
  WEBHOOK_REORDER(Group.WEBHOOK),
  /** A false one is delivered at once, the true one when it is due. */
  WEBHOOK_FORGED(Group.WEBHOOK);

  private final Group group;

  FaultKind(Group group) {
    this.group = group;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean befalls(Provider provider) {
    return switch (group) {
      case ANSWER -> provider != Provider.WEBHOOK;
      case CHAT -> provider == Provider.OPENAI;
      case RENDER -> provider == Provider.HEYGEN || provider == Provider.SUBMAGIC;
      case WEBHOOK -> provider == Provider.WEBHOOK;
    };
  }

  /** Returns whether it is chosen when something is created, not when its webhook is due. */
  boolean atCreation() {
    return this == WEBHOOK_EARLY || this == WEBHOOK_FORGED;
  }

  private enum Group {
    ANSWER,
    CHAT,
    RENDER,
    WEBHOOK
  }
}
