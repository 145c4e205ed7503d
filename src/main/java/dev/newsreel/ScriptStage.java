package dev.newsreel;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.Prices;
import dev.newsreel.redis.Redis;
import dev.newsreel.script.Paces;
import dev.newsreel.script.Prompt;
import dev.newsreel.script.ScriptWriter;
import dev.newsreel.settings.Settings;
import dev.newsreel.stories.NearDuplicates;
import dev.newsreel.watch.Figures;
import java.nio.file.Path;
import org.apache.camel.spi.Registry;

/** Makes and binds what the routes of the script stage name. */
final class ScriptStage {

  private ScriptStage() {}

  /** Binds everything; returns the writer. */
  static ScriptWriter bind(Registry registry, Redis redis, JobStore jobs, Settings settings) {
    Paces paces = registry.findSingleByType(Paces.class);
    Prices prices = registry.findSingleByType(Prices.class);
    Prompt prompts = new Prompt(Path.of("prompts"));
    Figures figures = registry.findSingleByType(Figures.class);
    ScriptWriter.Means means = new ScriptWriter.Means(prompts, paces, prices, figures);
    ScriptWriter writer = new ScriptWriter(jobs, redis, settings, means);
    registry.bind("scriptWriter", writer);
    registry.bind("nearDuplicates", new NearDuplicates(redis, jobs, settings));
    return writer;
  }
}
