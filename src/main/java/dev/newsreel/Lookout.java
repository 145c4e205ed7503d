package dev.newsreel;

import dev.newsreel.job.WebhookSecret;
import dev.newsreel.limits.ProviderGauges;
import dev.newsreel.limits.ProviderStates;
import dev.newsreel.limits.ProvidersHealth;
import dev.newsreel.observe.Concerns;
import dev.newsreel.observe.ConcernsHealth;
import dev.newsreel.observe.StartedHealth;
import dev.newsreel.observe.Store;
import dev.newsreel.observe.StoreGauges;
import dev.newsreel.observe.WebhookWatch;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisHealth;
import dev.newsreel.redis.RedisWatch;
import dev.newsreel.settings.Settings;
import dev.newsreel.video.WebhookRegistrations;
import dev.newsreel.watch.Figures;
import dev.newsreel.watch.LoopsHealth;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import org.apache.camel.spi.Registry;

/** What shows from outside how this node and its Redis are: gauges and health checks. */
final class Lookout {

  private final StartedHealth started = new StartedHealth();
  private final Figures figures;
  private final ProviderStates providers;
  private final RedisWatch redis;
  private final Store store;
  private final WebhookWatch webhooks;

  Lookout(Redis redis, Settings settings, Figures figures, ProviderStates providers) {
    this.figures = figures;
    this.providers = providers;
    this.redis = new RedisWatch(redis);
    this.store = new Store(redis, Clock.systemUTC());
    WebhookSecret secret = new WebhookSecret(redis);
    boolean expected = settings.has("public-base-url");
    String url = expected ? WebhookRegistrations.url(settings) : "";
    this.webhooks = new WebhookWatch(expected, () -> secret.checked(url), Clock.systemUTC());
  }

  /** Binds gauges and checks, so that they are found and shown. */
  void bind(Registry registry) {
    Concerns concerns = new Concerns(providers, redis, store, webhooks);
    List<MeterBinder> gauges =
        List.of(redis, new StoreGauges(store), new ProviderGauges(providers), webhooks, concerns);
    gauges.forEach(gauge -> registry.bind(gauge.getClass().getSimpleName(), gauge));
    registry.bind("redisHealth", new RedisHealth(redis));
    registry.bind("loopsHealth", new LoopsHealth(figures.loops()));
    registry.bind("startedHealth", started);
    registry.bind("stateHealth", new ConcernsHealth(concerns));
    registry.bind("providersHealth", new ProvidersHealth(providers));
  }

  /** Shows all gauges that were bound, ours and others', and says that this node runs. */
  void started(Registry registry) {
    registry.findByType(MeterBinder.class).forEach(gauge -> gauge.bindTo(figures.registry()));
    started.started();
  }
}
