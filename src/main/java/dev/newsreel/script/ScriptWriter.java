package dev.newsreel.script;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Prices;
import dev.newsreel.job.Script;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.watch.Figures;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Turns an article into a script, with OpenAI Chat Completions. */
public final class ScriptWriter {

  private static final String KEY = "scriptKey";
  private static final String REQUEST = "scriptRequest";
  private static final String FAULTY = "faultyScript";
  private static final String SAVED = "scriptSaved";

  private final JobStore jobs;
  private final ScriptRequests requests;
  private final ScriptCheck check;
  private final ScriptAnswer answers;
  private final FallbackScript fallback;
  private final FaultyScripts faulty;
  private final ScriptCache cache;
  private final Prices prices;
  private final Savings savings;

  /**
   * What scripts are written with: instructions, how fast voices speak, what it costs, and where it
   * is counted.
   */
  public record Means(Prompt prompts, Paces paces, Prices prices, Figures figures) {}

  /**
   * Makes the writer; its cache is this node's own.
   *
   * @throws dev.newsreel.settings.BadSetting when what is banned cannot be read
   */
  public ScriptWriter(JobStore jobs, Redis redis, Settings settings, Means means) {
    Paces paces = means.paces();
    this.jobs = jobs;
    this.prices = means.prices();
    this.savings = new Savings(means.figures());
    this.requests = new ScriptRequests(settings, means.prompts(), paces);
    this.check = new ScriptCheck(settings, new BannedWords(settings));
    this.answers = new ScriptAnswer(settings, paces, check, prices);
    this.fallback = new FallbackScript(settings, paces, check);
    this.faulty = new FaultyScripts(redis);
    this.cache =
        new ScriptCache(
            settings.duration("script.cache-time"), settings.number("script.cache-size"));
  }

  /**
   * Takes the job up: queued becomes scripting.
   *
   * @return null, with the route told to stop, when the job has moved on. A repeat is safe.
   */
  public VideoJob begin(Exchange exchange) {
    return JobSteps.take(
            jobs, exchange, j -> j.status() == Status.QUEUED || j.status() == Status.SCRIPTING)
        .map(ScriptWriter::scripting)
        .map(j -> JobSteps.keep(jobs, exchange, j, "writing"))
        .orElse(null);
  }

  private static VideoJob scripting(VideoJob job) {
    return job.with(
        d -> {
          d.status = Status.SCRIPTING;
          d.step = Step.CLAIMED;
          d.attempts = job.attempts().begun();
        });
  }

  /**
   * Returns the job with its script, where an equal request was answered within {@code
   * script.cache-time}; else the job as it is. Of equal requests at the same time one goes on and
   * the others wait for it.
   */
  public VideoJob recall(VideoJob job, Exchange exchange) {
    if (job.script() != null) {
      return job;
    }
    String request = requests.json(job, null);
    String key = ScriptRequests.key(request);
    Optional<Script> known = cache.recall(key);
    if (known.isEmpty()) {
      exchange.setProperty(KEY, key);
      exchange.setProperty(REQUEST, request);
      exchange.getExchangeExtension().addOnCompletion(cache.releasing(key));
    }
    known.ifPresent(s -> exchange.setProperty(SAVED, s.costUsd()));
    return known.map(s -> job.with(d -> d.script = s.fromCache())).orElse(job);
  }

  /** Returns whether the job has no script yet. */
  public boolean isMissing(VideoJob job) {
    return job.script() == null;
  }

  /**
   * Sets the body and headers of the call to OpenAI: the question for a script, or for the repair
   * of the one that could not be used.
   */
  public String request(VideoJob job, Exchange exchange) {
    exchange.getMessage().getHeaders().putAll(requests.headers());
    Optional<FaultyScript> first =
        job.attempts().count() == 0 ? Optional.empty() : faulty.find(job.id());
    first.ifPresent(f -> exchange.setProperty(FAULTY, f));
    return first
        .map(f -> requests.json(job, f))
        .orElseGet(() -> exchange.getProperty(REQUEST, String.class));
  }

  /**
   * Returns the job with the script that OpenAI has answered. One that cannot be used is kept, so
   * that the next attempt asks for its repair; there is one repair.
   *
   * @throws dev.newsreel.job.CallFailed when there is none
   */
  public VideoJob read(Exchange exchange) {
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    FaultyScript first = exchange.getProperty(FAULTY, FaultyScript.class);
    Answer answer = Answer.of(exchange);
    try {
      Script script = answers.read(answer, job, first != null);
      if (first != null) {
        mended(job, first, script);
        BigDecimal cut = BigDecimal.valueOf(Savings.seconds(first, script));
        exchange.setProperty(SAVED, prices.video(cut));
      }
      cache.answer(exchange.getProperty(KEY, String.class), script);
      return job.with(d -> d.script = script);
    } catch (UnusableScript e) {
      if (first == null) {
        faulty.keep(job.id(), e.script());
      } else {
        mended(job, first, null);
      }
      String message = "The script cannot be used. " + e.script().why();
      CallFailed fault = ScriptErrors.fault(e.script().code(), message, answer, first != null);
      throw fault.costing(answers.cost(answer));
    }
  }

  private void mended(VideoJob job, FaultyScript first, Script script) {
    faulty.forget(job.id());
    savings.repaired(first, script);
  }

  /**
   * Saves the script and hands the job to the next stage, in one edge.
   *
   * @throws dev.newsreel.job.CallFailed when a script that was written before is banned by now
   */
  public VideoJob finish(VideoJob job, Exchange exchange) {
    Script script = job.script();
    VideoJob before = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    boolean kept = before.script() != null;
    if (kept || script.cached()) {
      check.refuseBanned(script);
    }
    Event event =
        Event.of(kept ? "script kept" : script.cached() ? "script from cache" : "script written")
            .with("openai", null, exchange.getMessage().getHeader("x-request-id", String.class))
            .costing(kept ? null : script.costUsd())
            .saving(
                script.cached() ? "cache" : "length",
                exchange.getProperty(SAVED, BigDecimal.ZERO, BigDecimal.class));
    Receipt receipt = Receipt.of(exchange);
    VideoJob saved = jobs.save(new Change(before, job.advance(Status.RENDERING), event, receipt));
    if (script.cached() && !kept) {
      savings.cached();
    }
    return saved;
  }

  /** Returns what is spoken when OpenAI has failed for good; null when it must not be spoken. */
  public Script fallback(VideoJob job) {
    return fallback.of(job);
  }
}
