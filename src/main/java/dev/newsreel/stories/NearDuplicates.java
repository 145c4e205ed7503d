package dev.newsreel.stories;

import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.stories.Stories.Twin;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Stops a job that tells what another has told within {@code dedupe.near-window}, before anything
 * costly is bought for it. {@code dedupe.near} says whether it is held for a person or dropped.
 */
public final class NearDuplicates {

  /** The code of a job that was stopped for this. */
  public static final String CODE = "near_duplicate";

  private static final Set<String> ACTS = Set.of("resumed", "retried");

  private final JobStore jobs;
  private final JobIndex index;
  private final String mode;
  private final Stories stories;

  /** Makes the gate; with {@code dedupe.near = off} it lets everything pass unseen. */
  public NearDuplicates(Redis redis, JobStore jobs, Settings settings) {
    this.jobs = jobs;
    this.index = new JobIndex(redis);
    this.mode = settings.text("dedupe.near");
    this.stories =
        new Stories(
            redis,
            jobs,
            settings.duration("dedupe.near-window"),
            settings.decimal("dedupe.near-share").doubleValue());
  }

  /**
   * Returns the job when its article is like no other of late.
   *
   * @return the job as it was stopped, with the route told to stop, when it is. A repeat is safe.
   */
  public VideoJob checkArticle(VideoJob job, Exchange exchange) {
    return mode.equals("off")
        ? job
        : check("article", job.article().title() + "\n" + job.article().text(), job, exchange);
  }

  /** Returns the job when its script is like no other of late; else as {@link #checkArticle}. */
  public VideoJob checkScript(VideoJob job, Exchange exchange) {
    return mode.equals("off") ? job : check("script", job.script().text(), job, exchange);
  }

  private VideoJob check(String kind, String text, VideoJob job, Exchange exchange) {
    Optional<Twin> twin =
        Fingerprint.of(text).flatMap(print -> stories.meet(kind, job.id(), print));
    if (twin.isEmpty() || isWanted(job)) {
      return job;
    }
    exchange.setRouteStop(true);
    return stop(kind, job, twin.get(), exchange);
  }

  // The history is the only thing that tells it, and it is asked only about a twin.
  private boolean isWanted(VideoJob job) {
    boolean held = false;
    for (Event event : index.history(job.id())) {
      if (held && ACTS.contains(event.edge())) {
        return true;
      }
      held |= event.cause() != null && event.cause().startsWith(CODE);
    }
    return false;
  }

  private VideoJob stop(String kind, VideoJob job, Twin twin, Exchange exchange) {
    // What waits for a person may come to nothing: then this one may be needed.
    boolean drop = mode.equals("drop") && twin.job().status() != Status.HELD;
    Status ending = drop ? Status.CANCELLED : Status.HELD;
    long percent = Math.round(twin.likeness() * 100);
    Failure why =
        new Failure(
            CODE,
            "Its " + kind + " is nearly that of " + twin.job().id() + " (" + percent + " %)",
            Status.SCRIPTING,
            null,
            null,
            drop
                ? "Nothing: the other video tells the story"
                : "Resume it to have its video all the same, or cancel it",
            jobs.now());
    VideoJob before = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    boolean written = before.script() == null && job.script() != null;
    BigDecimal paid = written ? job.script().costUsd() : null;
    Event told = Event.of(ending.text()).because(CODE + ": " + why.message());
    Event event = paid == null ? told : told.with("openai", null, null).costing(paid);
    Receipt receipt = Receipt.of(exchange);
    return jobs.save(new Change(before, job.stop(ending, why), event, receipt));
  }
}
