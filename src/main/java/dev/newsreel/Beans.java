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
import dev.newsreel.intake.FullText;
import dev.newsreel.intake.Intake;
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
import dev.newsreel.limits.Gates;
import dev.newsreel.limits.ProviderStates;
import dev.newsreel.limits.ProvidersHealth;
import dev.newsreel.limits.RetryPolicy;
import dev.newsreel.money.Purse;
import dev.newsreel.publish.Notifier;
import dev.newsreel.publish.Publisher;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisHealth;
import dev.newsreel.script.ScriptWriter;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Settings;
import dev.newsreel.video.HeyGen;
import dev.newsreel.video.HeyGenAnswers;
import dev.newsreel.video.HeyGenReconcile;
import dev.newsreel.video.HeyGenWebhooks;
import dev.newsreel.video.LostVideos;
import dev.newsreel.video.WebhookRegistrations;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.SentHeaders;
import dev.newsreel.wire.Wire;
import dev.newsreel.wire.WireLimits;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.spi.Registry;

/** Makes every object that routes name, and binds it. */
final class Beans implements AutoCloseable {

  private static final long MOST_ANSWER = 4_000_000;
  private static final int REQUEST_THREADS = 256;
  private static final List<String> SENT =
      List.of(
          "x-api-key",
          "Authorization",
          "api-key",
          "Idempotency-Key",
          "User-Agent",
          "Accept",
          "Accept-Encoding",
          "If-None-Match",
          "If-Modified-Since",
          Wire.DEADLINE,
          "Range");

  private final Registry registry;
  private final Settings settings;
  private final Purse purse;
  private final Prices prices;
  private final List<Wire> wires = new ArrayList<>();

  Beans(Registry registry, Settings settings, Purse purse, Prices prices) {
    this.purse = purse;
    this.prices = prices;
    this.registry = registry;
    this.settings = settings;
  }

  /** Binds everything. */
  void bind(Redis redis, JobStore jobs, Feeds feeds) {
    JobTimers timers = new JobTimers(redis);
    AddressRules rules = addressRules(settings);
    bindWires(rules);
    bindStages(redis, jobs, rules);
    bindAnswers(redis, jobs, timers);
    SeenArticles seen = new SeenArticles(redis, settings.flag("dedupe.across-feeds"));
    registry.bind("redis", redis);
    registry.bind("redisHealth", new RedisHealth(redis));
    registry.bind("retirement", new Retirement(redis, jobs));
    registry.bind("seenArticles", seen);
    registry.bind("feeds", feeds);
    Verdicts verdicts = new Verdicts(settings.number("feed.min-letters"));
    registry.bind("intake", new Intake(jobs, feeds, seen, verdicts));
    registry.bind("feedPreview", new FeedPreview(feeds, new FeedStates(redis), seen, verdicts));
    registry.bind("feedView", new FeedView(redis, feeds, seen));
    registry.bind("feedFetch", new FeedFetch(settings, rules, Clock.systemUTC()));
    registry.bind("feedCache", new FeedCache(redis, settings));
    registry.bind("articlePages", new ArticlePages(redis, settings, rules));
    registry.bind("polls", new Polls(redis, feeds, settings, Clock.systemUTC()));
    registry.bind("vertxOptions", vertxOptions());
  }

  // Nothing of ours lies in files that Vert.x would copy, and a killed process would leave the
  // copies.
  private static VertxOptions vertxOptions() {
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
    registry.bind("budget", purse.budget());
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
    HeyGenReconcile reconcile = new HeyGenReconcile(jobs, timers, settings);
    JobIndex index = new JobIndex(redis);
    WebhookSecret secret = new WebhookSecret(redis);
    registry.bind("webhookRegistrations", new WebhookRegistrations(settings, secret));
    registry.bind(
        "heyGenWebhooks", new HeyGenWebhooks(settings, secret, () -> reconcile.lookAtAll(index)));
    HeyGenAnswers videos = new HeyGenAnswers(jobs, settings, prices);
    SubmagicAnswers captions = new SubmagicAnswers(jobs, timers, settings, prices);
    registry.bind("heyGenAnswers", videos);
    registry.bind("heyGenReconcile", reconcile);
    registry.bind("lostVideos", new LostVideos(jobs, settings));
    registry.bind("parkedVideos", new ParkedJobs(jobs, videos));
    registry.bind("submagicAnswers", captions);
    registry.bind("submagicExport", new SubmagicExport(jobs, settings));
    registry.bind("parkedCaptions", new ParkedJobs(jobs, captions));
  }

  /** Binds the gates, and the breakers behind them. */
  void bind(Gates gates) {
    registry.bind("openaiGate", gates.openai());
    registry.bind("heygenGate", gates.heygen());
    registry.bind("submagicGate", gates.submagic());
    registry.bind("submagicReads", gates.submagicReads());
    ProviderStates states = new ProviderStates(gates);
    registry.bind("providerStates", states);
    registry.bind("providersHealth", new ProvidersHealth(states));
    registry.bind("openaiBreaker", gates.openai().circuitBreaker());
    registry.bind("heygenBreaker", gates.heygen().circuitBreaker());
    registry.bind("submagicBreaker", gates.submagic().circuitBreaker());
  }

  private void bindWires(AddressRules rules) {
    registry.bind("sentHeaders", new SentHeaders(SENT));
    registry.bind("openaiWire", wire("openai", within("openai.timeout", MOST_ANSWER), null));
    registry.bind("heygenWire", wire("heygen", within("heygen.timeout", MOST_ANSWER), null));
    registry.bind("submagicWire", wire("submagic", within("submagic.timeout", MOST_ANSWER), null));
    long mostFeed = settings.number("feed.max-bytes");
    int mostFeeds = settings.number("feed.workers") + REQUEST_THREADS;
    WireLimits feed = within("feed.timeout", mostFeed).withConnections(mostFeeds);
    registry.bind("feedWire", wire("feed", feed, rules));
    WireLimits page = within("feed.timeout", FullText.MAX_BYTES).withConnections(mostFeeds);
    registry.bind("pageWire", wire("page", page, rules));
    registry.bind("notifyWire", wire("notify", within("notify.timeout", MOST_ANSWER), rules));
    long mostFile = Long.parseLong(settings.text("publish.max-bytes"));
    WireLimits files = WireLimits.streaming(settings.duration("publish.timeout"), mostFile);
    registry.bind("publishWire", wire("publish", files, rules));
    registry.bind("relayWire", wire("relay", files, rules));
  }

  private WireLimits within(String timeout, long mostBytes) {
    return WireLimits.within(settings.duration(timeout), mostBytes);
  }

  private Wire wire(String name, WireLimits limits, AddressRules rules) {
    WireLimits full = limits.connectWithin(settings.duration("connect.timeout"));
    Wire wire = rules == null ? new Wire(name, full) : new Wire(name, full, rules);
    wires.add(wire);
    return wire;
  }

  private Wire wired(String name) {
    return registry.lookupByNameAndType(name + "Wire", Wire.class);
  }

  @Override
  public void close() {
    wires.forEach(Wire::close);
  }
}
