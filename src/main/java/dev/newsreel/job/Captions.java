package dev.newsreel.job;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the captioned video.
 *
 * @param orders the attempts that may have reached Submagic, oldest first; never null
 * @param projectId Submagic's id; null until it is known
 * @param orderedAt when the order was confirmed; null until then
 * @param exportedAt when an export was asked for, because the project was complete without a file
 * @param url where the finished file is; null until it is finished
 * @param seconds its length; null when Submagic does not tell
 * @param costUsd what it cost; null until it is finished
 */
public record Captions(
    List<CaptionOrder> orders,
    String projectId,
    Instant orderedAt,
    Instant exportedAt,
    URI url,
    BigDecimal seconds,
    BigDecimal costUsd) {

  public Captions {
    orders = orders == null ? List.of() : List.copyOf(orders);
  }

  /**
   * Returns what both know; this one's word counts where both speak. The answer to an attempt that
   * a newer one has replaced adds nothing.
   */
  Captions merge(Captions other) {
    boolean replaced =
        lastOrder() != null
            && other.lastOrder() != null
            && lastOrder().number() > other.lastOrder().number();
    if (replaced) {
      return this;
    }
    return new Captions(
        orders.isEmpty() ? other.orders : orders,
        First.of(projectId, other.projectId),
        First.of(orderedAt, other.orderedAt),
        First.of(exportedAt, other.exportedAt),
        First.of(url, other.url),
        First.of(seconds, other.seconds),
        First.of(costUsd, other.costUsd));
  }

  /** Returns the same with the time when an export was asked for. */
  public Captions exported(Instant at) {
    return new Captions(orders, projectId, orderedAt, at, url, seconds, costUsd);
  }

  /** Returns the same with another list of attempts. */
  public Captions withOrders(List<CaptionOrder> others) {
    return new Captions(others, projectId, orderedAt, exportedAt, url, seconds, costUsd);
  }

  /** Returns the newest attempt, or null when there is none. */
  public CaptionOrder lastOrder() {
    return orders.isEmpty() ? null : orders.get(orders.size() - 1);
  }

  /** Returns the same, with the provider's time to answer beginning anew. */
  Captions orderedAgain(Instant now) {
    return new Captions(orders, projectId, now, exportedAt, url, seconds, costUsd);
  }

  /** Returns the same, with the newest attempt's time to show itself beginning anew. */
  Captions claimedAgain(Instant now) {
    List<CaptionOrder> again = new ArrayList<>(orders);
    again.add(again.remove(again.size() - 1).claimedAgain(now));
    return withOrders(again);
  }
}
