package dev.newsreel.intake;

import static org.awaitility.Awaitility.await;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.PageRequest;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.VideoJob;
import dev.newsreel.limits.RetryPolicy;
import dev.newsreel.queue.RedisStreamComponent;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.watch.Figures;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.SentHeaders;
import dev.newsreel.wire.Wire;
import dev.newsreel.wire.WireLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.redisson.client.codec.StringCodec;

/** The intake of one node: the project's routes that fetch feeds, and nothing that comes after. */
final class FeedNode implements AutoCloseable {

  private static final List<String> SENT =
      List.of(
          "User-Agent",
          "Accept",
          "Accept-Encoding",
          "If-None-Match",
          "If-Modified-Since",
          Wire.DEADLINE);

  final TestClock clock;
  final Polls polls;
  final FeedStates states;
  private final Clock time;
  private final Redis redis;
  private final Settings settings;
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Wire wire;
  private final Wire pageWire;
  private final Feeds feeds;
  private NamedPages pages;
  private volatile String madeBefore;

  private FeedNode(Redis redis, Settings settings, Path file, Clock clock) {
    this.redis = redis;
    this.settings = settings;
    this.time = clock;
    this.clock = clock instanceof TestClock test ? test : null;
    this.feeds = new Feeds(redis, new FeedFile(file, rules(settings)));
    this.polls = new Polls(redis, feeds, settings, new Polls.Around(clock, Figures.unseen()));
    this.states = new FeedStates(redis);
    Duration timeout = settings.duration("feed.timeout");
    WireLimits limits = WireLimits.within(timeout, settings.number("feed.max-bytes"));
    AddressRules addresses = AddressRules.of(settings.text("egress.allow"));
    this.wire = new Wire("feed", limits, addresses);
    this.pageWire = new Wire("page", WireLimits.within(timeout, FullText.MAX_BYTES), addresses);
  }

  private static FeedRules rules(Settings settings) {
    AddressRules addresses = AddressRules.of(settings.text("egress.allow"));
    return new FeedRules(addresses, prompt -> true, text -> text);
  }

  /**
   * Starts one; its clock begins now and moves only when it is told to.
   *
   * @param feeds addresses by name, each with what stands below {@code properties}, YAML in one
   *     line
   */
  static FeedNode start(Redis redis, Settings settings, Map<String, String> feeds) {
    return start(redis, settings, feeds, new TestClock(Instant.now()));
  }

  /** Starts one with another clock; see above. */
  static FeedNode start(Redis redis, Settings settings, Map<String, String> feeds, Clock clock) {
    try {
      Path file = Files.createTempFile(Path.of("target"), "feeds", ".camel.yaml");
      Files.writeString(file, yaml(feeds));
      FeedNode node = new FeedNode(redis, settings, file, clock);
      node.start();
      return node;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static String yaml(Map<String, String> feeds) {
    return feeds.entrySet().stream()
        .map(f -> "    - name: %s%n      properties: %s%n".formatted(f.getKey(), f.getValue()))
        .collect(Collectors.joining("", "- beans:\n", ""));
  }

  private void start() throws Exception {
    Properties properties = new Properties();
    properties.putAll(settings.values());
    camel.getPropertiesComponent().setInitialProperties(properties);
    bind(camel.getRegistry());
    RedisStreamComponent queues = new RedisStreamComponent();
    queues.setRedis(redis);
    queues.setTick(10);
    queues.setBlock(50);
    queues.setNode(UUID.randomUUID().toString());
    camel.addComponent("redis-stream", queues);
    camel.getShutdownStrategy().setTimeout(5);
    for (String name : List.of("0-error-handling", "1-article", "1-page", "1-fetch", "1-intake")) {
      load(name);
    }
    camel.start();
  }

  private void bind(Registry registry) {
    SeenArticles seen = new SeenArticles(redis, settings.flag("dedupe.across-feeds"));
    JobStore jobs = new JobStore(redis, "node", time, Duration.ofDays(1), (a, b) -> {});
    AddressRules rules = AddressRules.of(settings.text("egress.allow"));
    registry.bind("polls", polls);
    registry.bind("seenArticles", seen);
    registry.bind("intake", new Intake(jobs, feeds, seen, new Verdicts(1)));
    pages = new NamedPages(jobs, feeds, seen);
    registry.bind("feedFetch", new FeedFetch(settings, rules, time));
    registry.bind("feedCache", new FeedCache(redis, settings, time));
    registry.bind("feedWire", wire);
    registry.bind("articlePages", new ArticlePages(redis, settings, rules, time));
    registry.bind("pageWire", pageWire);
    registry.bind("sentHeaders", new SentHeaders(SENT));
    registry.bind("retryPolicy", new RetryPolicy(jobs, settings, job -> null));
  }

  private void load(String name) throws Exception {
    Resource file =
        PluginHelper.getResourceLoader(camel)
            .resolveResource("file:routes/" + name + ".camel.yaml");
    PluginHelper.getRoutesLoader(camel).loadRoutes(file);
  }

  /** Plans what is not planned yet, as a starting node does. */
  void plan() {
    feeds.plan();
  }

  /** Lets the next turn of a feed come, at its time, and returns how that has left the feed. */
  FeedState poll(String id) {
    FeedState before = states.of(id).orElse(null);
    int polls = states.polls(id).size();
    if (before != null && before.nextPoll() != null && before.nextPoll().isAfter(clock.instant())) {
      clock.advance(Duration.between(clock.instant(), before.nextPoll()));
    }
    due(id);
    await().pollInterval(Duration.ofMillis(5)).until(() -> states.polls(id).size() > polls);
    return states.of(id).orElseThrow();
  }

  /** Makes a feed's turn due without moving the clock. */
  void due(String id) {
    Partition partition = states.partition(id);
    redis
        .client()
        .getScoredSortedSet(partition.due(), StringCodec.INSTANCE)
        .add(0, Partition.dueMember(FeedTurns.QUEUE, id));
  }

  /** Reads a feed as for a caller who names it. */
  List<?> readNamed(String url) {
    return camel.createProducerTemplate().requestBody("direct:read-named-feed", url, List.class);
  }

  /**
   * Makes a video of a page as for a caller who names it.
   *
   * @param asked the id that was chosen for what is made; null for none
   */
  @SuppressWarnings("unchecked")
  List<VideoJob> makeOfPage(PageRequest wish, String asked) {
    Exchange exchange = new DefaultExchange(camel);
    exchange.setProperty(PageRequest.PROPERTY, wish);
    exchange.setProperty("jobId", asked);
    Object made = pages.recall(wish.url(), exchange);
    if (made instanceof String url) {
      exchange.getMessage().setBody(url);
      camel.createProducerTemplate().send("direct:read-named-page", exchange);
      if (exchange.getException() != null) {
        throw new IllegalStateException(exchange.getException());
      }
      made = pages.accept(exchange.getMessage().getBody(List.class), exchange);
    }
    madeBefore = exchange.getProperty(PageRequest.MADE_BEFORE, String.class);
    return (List<VideoJob>) made;
  }

  /** Returns the id of the video that the last page had already; null when it had none. */
  String madeBefore() {
    return madeBefore;
  }

  /** Returns the ids of all jobs. */
  List<String> jobs() {
    return List.copyOf(
        redis
            .client()
            .<String>getScoredSortedSet(redis.partition(0).all(), StringCodec.INSTANCE)
            .valueRange(0, -1));
  }

  @Override
  public void close() {
    camel.stop();
    wire.close();
    pageWire.close();
  }
}
