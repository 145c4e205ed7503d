package dev.newsreel;

import dev.newsreel.access.ApiKeys;
import dev.newsreel.door.Doors;
import dev.newsreel.door.PublicServer;
import dev.newsreel.door.Tls;
import dev.newsreel.intake.Feeds;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.money.PriceList;
import dev.newsreel.queue.RedisStreamComponent;
import dev.newsreel.redis.EmbeddedRedis;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisDuties;
import dev.newsreel.sandbox.Sandbox;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TimesFit;
import dev.newsreel.telemetry.Telemetry;
import dev.newsreel.watch.Figures;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running application: Redis, the sandbox where it is needed, and Camel with all routes. */
public final class Newsreel implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Newsreel.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final String node =
      ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
  // Before anything that counts, so that nothing is missed; Camel shows it.
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Settings given;
  private Settings settings;
  private Recording recording;
  private Figures figures;
  private Followers followers;
  private Casting casting;
  private RouteFiles routes;
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private Supplier<List<String>> calls = List::of;

  private Newsreel(Settings settings) {
    this.given = settings;
    this.settings = settings;
  }

  /**
   * Starts everything.
   *
   * @throws Exception with one sentence for a person; what had started is stopped again
   */
  public static Newsreel start(Settings settings) throws Exception {
    Newsreel newsreel = new Newsreel(settings);
    try {
      newsreel.start();
      return newsreel;
    } catch (Exception e) {
      newsreel.close();
      throw e;
    }
  }

  private void start() throws Exception {
    Banner.open(given);
    TimesFit.check(settings);
    figures = Figures.in(metrics, settings.duration("watch.patience"));
    routes = RouteFiles.check(settings);
    Addresses.check(settings, "host", "port");
    Addresses.check(settings, "management-host", "management-port");
    Tls.check(settings);
    PriceList.Read prices = PriceList.load(Path.of(""), settings);
    Production.check(given);
    Sandbox sandbox = startSandbox();
    settings = Providers.resolve(settings, sandbox == null ? null : sandbox.url());
    settings = Providers.reached(settings);
    Redis redis = connect();
    recording = Recording.start(redis, given, node);
    started.push(recording);
    casting = new Casting(settings, redis, figures.loops());
    started.push(casting);
    casting.check();
    followers = new Followers(redis, settings, prices, figures);
    Telemetry telemetry = new Telemetry(settings, new JobIndex(redis)::history, node);
    started.push(telemetry);
    startCamel(redis, followers.jobs(node, telemetry::saved));
    Banner.print(settings, sandbox == null ? null : sandbox.url());
  }

  private Sandbox startSandbox() {
    if (Providers.simulated(settings).isEmpty()) {
      return null;
    }
    Sandbox sandbox = Sandbox.start(Providers.sandboxOptions(settings));
    started.push(sandbox);
    settings = Providers.beside(settings, sandbox.url());
    return sandbox;
  }

  private Redis connect() throws Exception {
    if (!settings.has("redis.url")) {
      EmbeddedRedis embedded = EmbeddedRedis.start(Path.of(settings.text("data.dir"), "redis"));
      started.push(embedded);
      settings = settings.with("redis.url", embedded.url());
    }
    Redis redis =
        Redis.connect(settings.text("redis.url"), settings.number("redis.partitions"), metrics);
    started.push(redis);
    RedisDuties.neglected(redis).forEach(LOG::warn);
    started.push(VersionWatch.start(redis, end));
    Addresses.checkKeys(settings, new ApiKeys(redis, Clock.systemUTC()));
    return redis;
  }

  private void startCamel(Redis redis, JobStore jobs) throws Exception {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    settings.values().forEach(main::addOverrideProperty);
    main.addOverrideProperty("camel.main.routes-include-pattern", routes.pattern());
    DeclaredFeeds declared =
        new DeclaredFeeds(settings, redis, casting.catalogue(), figures.loops());
    started.push(declared);
    Feeds feeds = declared.feeds();
    followers.purse().capFeeds(feeds::dailyCaps);
    PublicServer server = recording.server(main::getCamelContext, redis, settings);
    started.push(server);
    main.addMainListener(new Wiring(server, context -> bind(context, redis, jobs, feeds)));
    Doors.Terms terms =
        new Doors.Terms(casting.catalogue(), followers.purse(), followers.forecast());
    Doors.Desk desk = new Doors.Desk(jobs, terms);
    Doors.routes(redis, jobs, terms).forEach(main.configure()::addRoutesBuilder);
    started.push(main::stop);
    main.start();
    started.push(OperatorPage.open(main.getCamelContext(), redis, desk, settings));
    started.push(server.open());
    calls = () -> Doors.calls(server.router());
    declared.start();
    followers.lookout().started(main.getCamelContext().getRegistry());
    started.push(routes);
    routes.start(main.getCamelContext(), recording.setup()::look);
  }

  private void bind(CamelContext context, Redis redis, JobStore jobs, Feeds feeds) {
    context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, metrics);
    followers.bind(context.getRegistry());
    routes.bind(context);
    context.getRegistry().bind("catalogue", casting.catalogue());
    Beans beans = new Beans(context.getRegistry(), settings);
    beans.bind(redis, jobs, feeds);
    started.push(beans);
    RedisStreamComponent queues = new RedisStreamComponent();
    queues.setRedis(redis);
    queues.setNode(node);
    queues.setFigures(figures);
    context.addComponent("redis-stream", queues);
  }

  /** Returns the address of the API. */
  public URI url() {
    return Addresses.own(settings);
  }

  /** Returns what tells the exit code when the node wants to end by itself. */
  CompletableFuture<Integer> end() {
    return end;
  }

  /** Returns what can be called, such as {@code GET /api/v1/videos/{id}}; in no order. */
  public List<String> calls() {
    return calls.get();
  }

  /** Stops everything, the last started first. A repeat is harmless. */
  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        LOG.warn("A part did not stop cleanly", e);
      }
    }
  }
}
