package dev.newsreel.money;

import dev.newsreel.job.Books;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Receipt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps spending below the caps, over all nodes: money is set aside before a step buys, made
 * smaller by the answer and given back when the job ends or goes back. Past a cap jobs wait; they
 * lose no attempt, no patience, and do not fail. Without caps it asks Redis nothing.
 */
public final class Budget {

  private static final Logger LOG = LoggerFactory.getLogger(Budget.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final JobStore jobs;
  private final JobTimers timers;
  private final Reservations reservations;
  private final Terms terms;
  private final Sweep sweep;

  /**
   * What the budget goes by.
   *
   * @param caps how much may be spent
   * @param needs how much a job needs
   * @param meters told of warnings
   */
  record Terms(Caps caps, Needs needs, SpendMeters meters) {}

  Budget(JobStore jobs, JobTimers timers, Reservations reservations, Terms terms, Sweep sweep) {
    this.jobs = jobs;
    this.timers = timers;
    this.reservations = reservations;
    this.terms = terms;
    this.sweep = sweep;
  }

  /**
   * Sets money aside for the next step of the job that a message speaks of. Without it the job
   * waits, or is held when it alone is too dear, and the route is told to stop. A repeat keeps what
   * was set aside.
   */
  public void reserve(Exchange exchange) {
    if (!terms.caps().exist()) {
      return;
    }
    VideoJob job = JobSteps.take(jobs, exchange, Needs::begins).orElse(null);
    if (job == null) {
      return;
    }
    boolean begun = job.step() == Step.CLAIMED;
    BigDecimal usd = terms.needs().most(job);
    if (!begun && isTooDear(job, usd)) {
      hold(job, usd, exchange);
    } else if (terms.caps().areAsked(job.options().feed())) {
      ask(new Reservations.Wish(job, usd, begun), exchange);
    }
  }

  // With an avatar video most of the money is spent: such a job is finished.
  private boolean isTooDear(VideoJob job, BigDecimal usd) {
    BigDecimal most = terms.caps().video();
    boolean rendered = job.status() == Status.CAPTIONING;
    return most != null && !rendered && job.costs().total().add(usd).compareTo(most) > 0;
  }

  private void ask(Reservations.Wish wish, Exchange exchange) {
    Instant now = jobs.now();
    List<Object> answer = reservations.take(wish, terms.caps(), now);
    answer.stream().skip(1).forEach(told -> terms.meters().warn((String) told, terms.caps(), now));
    String cap = (String) answer.get(0);
    if (cap.equals(Reservations.OK)) {
      return;
    }
    exchange.setRouteStop(true);
    if (cap.equals(Reservations.AGAIN)) {
      later(wish.job(), now.plus(SOON));
    } else {
      sweep.atTimes(now);
      delay(wish, cap, now, exchange);
    }
  }

  private void hold(VideoJob job, BigDecimal usd, Exchange exchange) {
    Failure why =
        new Failure(
            "budget_video",
            "With the next step the video may cost %s USD, more than budget.video-usd allows (%s)"
                .formatted(
                    job.costs().total().add(usd).toPlainString(),
                    terms.caps().video().toPlainString()),
            job.status(),
            null,
            null,
            "Raise budget.video-usd and resume it, or cancel it",
            jobs.now());
    exchange.setRouteStop(true);
    Event event = Event.of("held").because(why.code() + ": " + why.message());
    jobs.save(new Change(job, job.stop(Status.HELD, why), event, Receipt.of(exchange)));
  }

  // Only the first wait for a cap is an edge; asking again is none.
  private void delay(Reservations.Wish wish, String cap, Instant now, Exchange exchange) {
    VideoJob job = wish.job();
    Instant over = over(cap, now);
    Instant again = now.plus(terms.caps().recheck());
    Instant at = again.isBefore(over) ? again : over;
    String cause = cause(wish, cap, over);
    if (Objects.equals(cause, job.attempts().cause())) {
      later(job, at);
      return;
    }
    VideoJob waits =
        job.with(
            d -> {
              d.attempts = job.attempts().waiting(cause);
              d.wake = new Wake(job.status().queue(), at);
            });
    Event event = Event.of("waiting").because(cause);
    jobs.save(new Change(job, waits, event, Receipt.of(exchange)));
  }

  private String cause(Reservations.Wish wish, String cap, Instant over) {
    String feed = wish.job().options().feed();
    BigDecimal most =
        switch (cap) {
          case "day" -> terms.caps().daily();
          case "month" -> terms.caps().monthly();
          default -> terms.caps().feed(feed);
        };
    String what = cap.equals("feed") ? "the feed " + feed + " a day" : "a " + cap;
    String until =
        wish.usd().compareTo(most) > 0
            ? "this step alone needs more, so it waits until the cap is raised"
            : "it goes on at %s, or soon after the cap is raised".formatted(over);
    return "budget_%s: the cap of %s USD for %s is reached; %s"
        .formatted(cap, most.toPlainString(), what, until)
        .replace("for a ", "a ");
  }

  private static Instant over(String cap, Instant now) {
    return (cap.equals("month")
            ? Books.month(now).plusMonths(1).atDay(1)
            : Books.day(now).plusDays(1))
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  private void later(VideoJob job, Instant at) {
    timers.postpone(job.status().queue(), List.of(job.id()), at);
  }

  /** Follows one saved edge: what the job needs no more is given back. */
  public void saved(VideoJob before, VideoJob after) {
    if (before == null || !terms.caps().areAsked(after.options().feed())) {
      return;
    }
    BigDecimal stays = wentBack(before, after) ? BigDecimal.ZERO : terms.needs().most(after);
    boolean waits = Sweep.waits(after) || !Sweep.waits(before);
    if (!waits || stays.compareTo(terms.needs().most(before)) < 0) {
      try {
        reservations.reduce(after, stays, waits);
      } catch (RedisException e) {
        LOG.debug("What was set aside for {} is left to the sweep", after.id(), e);
      }
    }
  }

  private static boolean wentBack(VideoJob before, VideoJob after) {
    boolean began = after.status() == Status.CAPTIONING;
    return before.step() == Step.CLAIMED && after.step() == Step.READY && !began;
  }
}
