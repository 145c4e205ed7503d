package dev.newsreel.money;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.watch.Figures;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** One node with a budget: what it saves is followed as it is in the application. */
final class BudgetNode {

  final JobStore jobs;
  final Budget budget;
  final Sweep sweep;
  final Reservations reservations;
  final Map<String, BigDecimal> feeds = new HashMap<>();
  private volatile boolean deaf;

  BudgetNode(Redis redis, Clock clock, String... settings) {
    Caps caps = Caps.of(TestSettings.with(settings), () -> feeds);
    Needs needs = new Needs(TestPrices.PRICES, 400, job -> 20);
    this.reservations = new Reservations(redis);
    this.jobs = new JobStore(redis, "node", clock, Duration.ofDays(30), this::saved);
    this.sweep = new Sweep(jobs, reservations, needs, Duration.ofHours(4));
    Budget.Terms terms = new Budget.Terms(caps, needs, new SpendMeters(Figures.unseen()));
    this.budget = new Budget(jobs, new JobTimers(redis), reservations, terms, sweep);
  }

  private void saved(VideoJob before, VideoJob after) {
    if (!deaf) {
      budget.saved(before, after);
    }
  }

  /** From now on it dies after every edge, before what follows from it. */
  void dieAfterEdges() {
    deaf = true;
  }

  /** Returns whether the job may go on. */
  boolean reserves(VideoJob job) {
    return reserves(job.id());
  }

  boolean reserves(String id) {
    Exchange exchange = TestExchanges.message(id);
    TestExchanges.receipt(exchange);
    budget.reserve(exchange);
    return !exchange.isRouteStop();
  }

  VideoJob find(VideoJob job) {
    return jobs.find(job.id()).orElseThrow();
  }
}
