package dev.newsreel.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The one thing that travels: everything known about one video, from its article to its file. Each
 * stage fills its own fields and never clears another's.
 *
 * <p>A webhook or a status answer is a partial job: an id and what it knows, no status and version
 * 0. {@link #merge} fills blanks, in any order, twice as well as once.
 *
 * @param id {@code v_} and a time-ordered id; chosen before anything is bought
 * @param version counts the saved edges; 0 in a partial job
 * @param status where it is on its way; null in a partial job
 * @param step how far the present status is; null in a partial job
 * @param createdAt when it was accepted
 * @param updatedAt when its last edge was saved
 * @param since when its present stage began, the time in the queue included; null in a partial job,
 *     and in one that was stored by an older version
 * @param options what the asker wants; never null in a stored job
 * @param article what it is made from; never null in a stored job
 * @param script what the avatar says; null until it is written
 * @param heygen the avatar video; null until it is claimed
 * @param submagic the captioned video; null until it is claimed
 * @param result the finished file; null until it is there
 * @param failure why it stopped; null while it goes well
 * @param attempts what failed in the present status; never null
 * @param costs what has been paid so far; never null, raised by {@link JobStore} alone
 * @param wake what takes it up next; null when it has ended, and in a partial job
 * @param later what a newer release has stored beside all this; null for nothing
 */
public record VideoJob(
    String id,
    long version,
    Status status,
    Step step,
    Instant createdAt,
    Instant updatedAt,
    Instant since,
    Options options,
    Article article,
    Script script,
    Render heygen,
    Captions submagic,
    Result result,
    Failure failure,
    Attempts attempts,
    Costs costs,
    Wake wake,
    @JsonIgnore LaterFields later) {

  public VideoJob {
    Objects.requireNonNull(id, "id");
    attempts = attempts == null ? Attempts.NONE : attempts;
    // A job that was stored by an older version says it in its parts only.
    costs = costs == null ? Costs.of(script, heygen, submagic) : costs;
  }

  /** Returns a new job, not yet saved. */
  public static VideoJob accept(String id, Article article, Options options, Instant now) {
    return partial(
        id,
        d -> {
          d.status = Status.QUEUED;
          d.step = Step.READY;
          d.createdAt = now;
          d.article = article;
          d.options = options;
          d.wake = Wake.now(Status.QUEUED.queue());
        });
  }

  /** Returns a partial job with an id and the given fields. */
  public static VideoJob partial(String id, Consumer<Draft> fields) {
    Draft draft = new Draft();
    draft.id = id;
    fields.accept(draft);
    return draft.build();
  }

  /** Returns this job with some fields changed. */
  public VideoJob with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }

  /** Returns this job with its blanks filled from what {@code other} knows. */
  public VideoJob merge(VideoJob other) {
    return with(
        d -> {
          d.script = First.of(script, other.script);
          d.heygen =
              heygen == null || other.heygen == null
                  ? First.of(heygen, other.heygen)
                  : heygen.merge(other.heygen);
          d.submagic =
              submagic == null || other.submagic == null
                  ? First.of(submagic, other.submagic)
                  : submagic.merge(other.submagic);
          d.result = First.of(result, other.result);
          d.failure = First.of(failure, other.failure);
        });
  }

  /** Returns this job at the beginning of its next status, with its attempts forgotten. */
  public VideoJob advance(Status next) {
    return with(
        d -> {
          d.status = next;
          d.step = next.ended() ? null : Step.READY;
          d.attempts = Attempts.NONE;
          d.wake = next.ended() ? null : Wake.now(next.queue());
        });
  }

  /** Returns this job stopped for good, or until a person acts. */
  public VideoJob stop(Status ending, Failure why) {
    return advance(ending).with(d -> d.failure = why);
  }

  /**
   * Returns whether a person has stopped it. What was ordered before is paid: its answer is kept
   * with the job, but moves it no more.
   */
  @JsonIgnore
  public boolean isStoppedByPerson() {
    return status == Status.CANCELLED
        || (status == Status.HELD && failure.code().equals(Failure.BY_PERSON));
  }

  /** Returns whether the avatar video is awaited and everything about it is known. */
  @JsonIgnore
  public boolean isRendered() {
    boolean there = heygen != null && heygen.url() != null;
    return isStoppedByPerson() ? there : status == Status.RENDERING && (failure != null || there);
  }

  /** Returns whether the captioned video is awaited and everything about it is known. */
  @JsonIgnore
  public boolean isCaptioned() {
    boolean there = submagic != null && submagic.url() != null;
    return isStoppedByPerson() ? there : status == Status.CAPTIONING && (failure != null || there);
  }

  /** Returns what has been paid so far, in US dollars. */
  @JsonIgnore
  public BigDecimal costUsd() {
    return costs.total();
  }
}
