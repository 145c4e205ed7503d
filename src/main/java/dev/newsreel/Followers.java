package dev.newsreel;

import dev.newsreel.forecast.Capacity;
import dev.newsreel.forecast.Forecast;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.VideoJob;
import dev.newsreel.limits.Gates;
import dev.newsreel.limits.Meters;
import dev.newsreel.limits.ProviderStates;
import dev.newsreel.limits.Slots;
import dev.newsreel.limits.StageMeters;
import dev.newsreel.money.PriceList;
import dev.newsreel.money.Purse;
import dev.newsreel.redis.Redis;
import dev.newsreel.script.ExpectedLength;
import dev.newsreel.script.Paces;
import dev.newsreel.settings.Secrets;
import dev.newsreel.settings.Settings;
import dev.newsreel.watch.Figures;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.apache.camel.spi.Registry;

/** What follows every saved edge of a job: counters, slots, the paces of voices, and money. */
final class Followers {

  private final Redis redis;
  private final Settings settings;
  private final Figures figures;
  private final Meters meters;
  private final Slots renders;
  // Null where Submagic fetches no films from us.
  private final Slots films;
  private final Gates gates;
  private final ProviderStates states;
  private final Paces paces;
  private final Purse purse;
  private final Forecast forecast;
  private final Lookout lookout;

  Followers(Redis redis, Settings settings, PriceList.Read prices, Figures figures) {
    this.redis = redis;
    this.settings = settings;
    this.figures = figures;
    this.meters = new Meters(figures);
    this.renders = Slots.renders(redis, settings);
    boolean relays = settings.text("submagic.source").equals("relay");
    this.films = relays ? Slots.films(redis, settings) : null;
    Gates.Held held = new Gates.Held(renders, films);
    this.gates = new Gates(redis, settings, held, meters);
    this.states = new ProviderStates(gates);
    this.paces = new Paces(redis, settings);
    this.purse = new Purse(redis, settings, prices, figures);
    this.forecast = new Forecast(redis, states, Clock.systemUTC());
    this.lookout = new Lookout(redis, settings, figures, states);
  }

  /**
   * Returns the store whose edges they follow, for a node of this name.
   *
   * @param told follows each edge last
   */
  JobStore jobs(String node, BiConsumer<VideoJob, VideoJob> told) {
    BiConsumer<VideoJob, VideoJob> counted = meters::saved;
    StageMeters stages = new StageMeters(figures);
    BiConsumer<VideoJob, VideoJob> all =
        counted
            .andThen(stages::saved)
            .andThen(renders::saved)
            .andThen(paces::saved)
            .andThen(purse::saved)
            .andThen(told);
    JobStore jobs =
        new JobStore(
            redis,
            node,
            Clock.systemUTC(),
            settings.duration("retention.ended"),
            films == null ? all : all.andThen(films::saved));
    jobs.hide(Secrets.of(settings)::hide);
    renders.sweepWith(jobs);
    if (films != null) {
      films.sweepWith(jobs);
    }
    purse.keepFor(jobs);
    purse.expect(new ExpectedLength(settings, paces));
    return jobs;
  }

  Purse purse() {
    return purse;
  }

  Lookout lookout() {
    return lookout;
  }

  Forecast forecast() {
    return forecast;
  }

  /** Binds what routes name of them. */
  void bind(Registry registry) {
    registry.bind("figures", figures);
    lookout.bind(registry);
    registry.bind("paces", paces);
    registry.bind("prices", purse.prices());
    registry.bind("purse", purse);
    registry.bind("budget", purse.budget());
    registry.bind("openaiGate", gates.openai());
    registry.bind("heygenGate", gates.heygen());
    registry.bind("submagicGate", gates.submagic());
    registry.bind("submagicReads", gates.submagicReads());
    registry.bind("openaiBreaker", gates.openai().circuitBreaker());
    registry.bind("heygenBreaker", gates.heygen().circuitBreaker());
    registry.bind("submagicBreaker", gates.submagic().circuitBreaker());
    registry.bind("capacity", new Capacity(redis, states, Clock.systemUTC()));
  }
}
