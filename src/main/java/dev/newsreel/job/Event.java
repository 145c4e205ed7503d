package dev.newsreel.job;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One line of a job's history. Lines are only ever added.
 *
 * @param at when
 * @param node which node did it
 * @param edge what happened, such as {@code accepted}, {@code claimed}, {@code ordered}
 * @param status the status after it; null when a newer release has written one that is unknown here
 * @param step the step after it; null when it says nothing
 * @param attempt which attempt it was, from 1; null when that says nothing
 * @param cause why; null when the edge says it all
 * @param provider the provider that was spoken to; null when none
 * @param providerId the provider's id of what was bought
 * @param requestId the provider's id of the request
 * @param webhookAt when the webhook arrived that told of it; null when we asked by ourselves
 * @param usd what it cost; each amount stands in one line only
 * @param savedUsd what was not spent, by the reason: {@code cache} or {@code length}; null for none
 * @param by the person or program that wanted it: the id of a key, or {@code loopback}; null when
 *     nobody did, and in older lines
 */
public record Event(
    Instant at,
    String node,
    String edge,
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) Status status,
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) Step step,
    Integer attempt,
    String cause,
    String provider,
    String providerId,
    String requestId,
    Instant webhookAt,
    BigDecimal usd,
    Map<String, BigDecimal> savedUsd,
    String by) {

  /**
   * Returns the event that a stored line tells; a status or step that a newer release has written
   * and this one does not know is null.
   */
  static Event read(String line) {
    return Json.read(line, Event.class);
  }

  /** Returns an event that has only a name; time, node, status and step are added on saving. */
  public static Event of(String edge) {
    return new Event(
        null, null, edge, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Returns the same event with its reason. */
  public Event because(String why) {
    return changed(d -> d.cause = why);
  }

  /** Returns the same event with who was spoken to and which ids came back. */
  public Event with(String who, String theirId, String theirRequestId) {
    return changed(
        d -> {
          d.provider = who;
          d.providerId = theirId;
          d.requestId = theirRequestId;
        });
  }

  /** Returns the same event with when its webhook arrived; null is none. */
  public Event toldAt(Instant arrived) {
    return changed(d -> d.webhookAt = arrived);
  }

  /** Returns the same event with who wanted it; null is nobody. */
  public Event by(String whom) {
    return changed(d -> d.by = whom);
  }

  /** Returns the same event with what it cost, which is paid to its provider; null is nothing. */
  public Event costing(BigDecimal amount) {
    return changed(d -> d.usd = amount == null ? null : Usd.rounded(amount));
  }

  /** Returns the same event with what was not spent, and by which reason; zero is nothing. */
  public Event saving(String reason, BigDecimal amount) {
    return amount.signum() == 0
        ? this
        : changed(d -> d.savedUsd = Map.of(reason, Usd.rounded(amount)));
  }

  Event stamped(Instant now, String here, VideoJob job) {
    return changed(
        d -> {
          d.at = now;
          d.node = here;
          d.status = job.status();
          d.step = job.step();
          d.attempt = job.attempts().count() == 0 ? null : job.attempts().count();
        });
  }

  private Event changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }

  /** An event while it is being changed; its fields are those of the event, but for its name. */
  private static final class Draft {
    private final String edge;
    private Instant at;
    private String node;
    private Status status;
    private Step step;
    private Integer attempt;
    private String cause;
    private String provider;
    private String providerId;
    private String requestId;
    private Instant webhookAt;
    private BigDecimal usd;
    private Map<String, BigDecimal> savedUsd;
    private String by;

    Draft(Event event) {
      edge = event.edge;
      at = event.at;
      node = event.node;
      status = event.status;
      step = event.step;
      attempt = event.attempt;
      cause = event.cause;
      provider = event.provider;
      providerId = event.providerId;
      requestId = event.requestId;
      webhookAt = event.webhookAt;
      usd = event.usd;
      savedUsd = event.savedUsd;
      by = event.by;
    }

    Event build() {
      return new Event(
          at,
          node,
          edge,
          status,
          step,
          attempt,
          cause,
          provider,
          providerId,
          requestId,
          webhookAt,
          usd,
          savedUsd,
          by);
    }
  }
}
