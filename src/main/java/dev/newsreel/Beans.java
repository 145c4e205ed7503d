package dev.newsreel;

import dev.newsreel.captions.Relay;
import dev.newsreel.captions.Submagic;
import dev.newsreel.captions.SubmagicAnswers;
import dev.newsreel.captions.SubmagicExport;
import dev.newsreel.captions.SubmagicWebhooks;
import dev.newsreel.intake.ArticlePages;
import dev.newsreel.intake.FeedCache;
import dev.newsreel.intake.FeedFetch;
import dev.newsreel.intake.FeedPreview;
import dev.newsreel.intake.FeedStates;
import dev.newsreel.intake.FeedView;
import dev.newsreel.intake.Feeds;
import dev.newsreel.intake.Intake;
import dev.newsreel.intake.NamedPages;
import dev.newsreel.intake.Polls;
import dev.newsreel.intake.SeenArticles;
import dev.newsreel.intake.Verdicts;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.MergeJobs;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.Prices;
import dev.newsreel.job.Retirement;
import dev.newsreel.job.WebhookSecret;
import dev.newsreel.limits.RetryPolicy;
import dev.newsreel.money.Purse;
import dev.newsreel.publish.Notifier;
import dev.newsreel.publish.Publisher;
import dev.newsreel.redis.Redis;
import dev.newsreel.script.ScriptWriter;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Settings;
import dev.newsreel.video.HeyGen;
import dev.newsreel.video.HeyGenAnswers;
import dev.newsreel.video.HeyGenReconcile;
import dev.newsreel.video.HeyGenWebhooks;
import dev.newsreel.video.LostVideos;
import dev.newsreel.video.WebhookRegistrations;
import dev.newsreel.watch.Figures;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Wire;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import org.apache.camel.spi.Registry;

/** Makes every object that routes name, and binds it. */
final class Beans implements AutoCloseable {

  private static final int REQUEST_THREADS = 256;

  private final Registry registry;
  private final Settings settings;
  private final Wires wires;

  Beans(Registry registry, Settings settings) {
    this.registry = registry;
    this.settings = settings;
    this.wires = new Wires(settings);
  }

  /** Binds everything. */
  void bind(Redis redis, JobStore jobs, Feeds feeds) {
    JobTimers timers = new JobTimers(redis);
    AddressRules rules = addressRules(settings);
    wires.bind(registry, rules, REQUEST_THREADS);
    bindStages(redis, jobs, rules);
    bindAnswers(redis, jobs, timers);
    SeenArticles seen = new SeenArticles(redis, settings.flag("dedupe.across-feeds"));
    registry.bind("redis", redis);
    registry.bind("retirement", new Retirement(redis, jobs));
    registry.bind("seenArticles", seen);
    registry.bind("feeds", feeds);
    Verdicts verdicts = new Verdicts(settings.number("feed.min-letters"));
    registry.bind("intake", new Intake(jobs, feeds, seen, verdicts));
    registry.bind("namedPages", new NamedPages(jobs, feeds, seen));
    registry.bind("feedPreview", new FeedPreview(feeds, new FeedStates(redis), seen, verdicts));
    Purse purse = registry.findSingleByType(Purse.class);
    FeedView.Money money = new FeedView.Money(purse::feedCap, purse::feedSpentToday);
    registry.bind("feedView", new FeedView(redis, feeds, seen, money));
    registry.bind("feedFetch", new FeedFetch(settings, rules, Clock.systemUTC()));
    registry.bind("feedCache", new FeedCache(redis, settings, Clock.systemUTC()));
    registry.bind("articlePages", new ArticlePages(redis, settings, rules, Clock.systemUTC()));
    Figures figures = registry.findSingleByType(Figures.class);
    Polls.Around around = new Polls.Around(Clock.systemUTC(), figures);
    registry.bind("polls", new Polls(redis, feeds, settings, around));
    registry.bind("vertxOptions", vertxOptions());
  }

  /**
   * Returns the options of our HTTP servers. Nothing of ours lies in files that Vert.x would copy,
   * and a killed process would leave the copies.
   */
  static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setWorkerPoolSize(REQUEST_THREADS)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /** Returns the rules for addresses that come from outside. */
  static AddressRules addressRules(Settings settings) {
    try {
      return AddressRules.of(settings.text("egress.allow"));
    } catch (IllegalArgumentException e) {
      throw new BadSetting("egress.allow (EGRESS_ALLOW): " + e.getMessage());
    }
  }

  private void bindStages(Redis redis, JobStore jobs, AddressRules rules) {
    ScriptWriter scripts = ScriptStage.bind(registry, redis, jobs, settings);
    registry.bind("heyGen", new HeyGen(jobs, settings));
    registry.bind("submagic", new Submagic(jobs, settings));
    registry.bind("submagicWebhooks", new SubmagicWebhooks(jobs));
    registry.bind("relay", new Relay(jobs, settings, rules, wired("heygen"), wired("relay")));
    registry.bind("publisher", new Publisher(jobs, settings, rules));
    registry.bind("notifier", new Notifier(jobs, rules));
    registry.bind("mergeJobs", new MergeJobs());
    registry.bind("retryPolicy", new RetryPolicy(jobs, settings, scripts::fallback));
  }

  private void bindAnswers(Redis redis, JobStore jobs, JobTimers timers) {
    Prices prices = registry.findSingleByType(Prices.class);
    HeyGenReconcile reconcile = new HeyGenReconcile(jobs, timers, settings);
    JobIndex index = new JobIndex(redis);
    WebhookSecret secret = new WebhookSecret(redis);
    registry.bind("webhookRegistrations", new WebhookRegistrations(settings, secret));
    Figures figures = registry.findSingleByType(Figures.class);
    registry.bind(
        "heyGenWebhooks",
        new HeyGenWebhooks(settings, secret, () -> reconcile.lookAtAll(index), figures));
    HeyGenAnswers videos = new HeyGenAnswers(jobs, settings, prices);
    SubmagicAnswers captions = new SubmagicAnswers(jobs, timers, settings, prices);
    registry.bind("heyGenAnswers", videos);
    registry.bind("heyGenReconcile", reconcile);
    registry.bind("lostVideos", new LostVideos(jobs, settings));
    registry.bind("parkedVideos", new ParkedJobs(jobs, videos, figures));
    registry.bind("submagicAnswers", captions);
    registry.bind("submagicExport", new SubmagicExport(jobs, settings));
    registry.bind("parkedCaptions", new ParkedJobs(jobs, captions, figures));
  }

  private Wire wired(String name) {
    return registry.lookupByNameAndType(name + "Wire", Wire.class);
  }

  @Override
  public void close() {
    wires.close();
  }
}
