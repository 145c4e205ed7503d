package dev.newsreel.script;

import dev.newsreel.job.Answer;
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
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Turns an article into a script, with OpenAI Chat Completions. */
public final class ScriptWriter {

  private static final String KEY = "scriptKey";
  private static final int MOST_READ = 12_000;
  private static final String SAVED = "scriptSaved";
  private static final String FALLBACK_NOTE =
      "OpenAI script generation failed. Using fallback script.";

  private final JobStore jobs;
  private final Settings settings;
  private final Prompt prompts;
  private final Speech speech;
  private final ScriptAnswer answers;
  private final ScriptCache cache;
  private final Prices prices;

  /** Makes the writer; its cache is this node's own. */
  public ScriptWriter(JobStore jobs, Settings settings, Prompt prompts, Prices prices) {
    this.jobs = jobs;
    this.settings = settings;
    this.prompts = prompts;
    this.speech = new Speech(settings.number("script.words-per-minute"));
    this.prices = prices;
    this.answers = new ScriptAnswer(settings, speech, prices);
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
    String key = ScriptRequest.of(job, settings, prompts, speech).key();
    Optional<Script> known = cache.recall(key);
    if (known.isEmpty()) {
      exchange.setProperty(KEY, key);
      exchange.getExchangeExtension().addOnCompletion(release(key));
    }
    known.ifPresent(s -> exchange.setProperty(SAVED, s.costUsd()));
    return known.map(s -> job.with(d -> d.script = cached(s))).orElse(job);
  }

  /** Returns whether the job has no script yet. */
  public boolean isMissing(VideoJob job) {
    return job.script() == null;
  }

  private SynchronizationAdapter release(String key) {
    return new SynchronizationAdapter() {
      @Override
      public void onDone(Exchange exchange) {
        cache.fail(key);
      }
    };
  }

  private static Script cached(Script s) {
    return new Script(
        s.title(),
        s.text(),
        s.spokenSeconds(),
        s.fallback(),
        s.note(),
        true,
        s.model(),
        BigDecimal.ZERO);
  }

  /** Sets the body and headers of the call to OpenAI. */
  public String request(VideoJob job, Exchange exchange) {
    String auth = settings.text("openai.auth-header");
    String key = settings.text("openai.api-key");
    exchange.getMessage().setHeader("Content-Type", "application/json");
    exchange
        .getMessage()
        .setHeader(auth, auth.equalsIgnoreCase("Authorization") ? "Bearer " + key : key);
    return ScriptRequest.of(job, settings, prompts, speech).json();
  }

  /**
   * Returns the job with the script that OpenAI has answered.
   *
   * @throws dev.newsreel.job.CallFailed when there is none
   */
  public VideoJob read(Exchange exchange) {
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    Answer answer = Answer.of(exchange);
    Script script = answers.read(answer, job);
    BigDecimal cut = BigDecimal.valueOf(answers.cutSeconds(answer, script));
    exchange.setProperty(SAVED, prices.video(cut));
    cache.answer(exchange.getProperty(KEY, String.class), script);
    return job.with(d -> d.script = script);
  }

  /** Saves the script and hands the job to the next stage, in one edge. */
  public VideoJob finish(VideoJob job, Exchange exchange) {
    Script script = job.script();
    Event event =
        Event.of(script.cached() ? "script from cache" : "script written")
            .with("openai", null, exchange.getMessage().getHeader("x-request-id", String.class))
            .costing(script.costUsd())
            .saving(
                script.cached() ? "cache" : "length",
                exchange.getProperty(SAVED, BigDecimal.ZERO, BigDecimal.class));
    VideoJob before = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    return jobs.save(
        new Change(
            before,
            job.advance(Status.RENDERING),
            event,
            exchange.getProperty(Receipt.PROPERTY, Receipt.class)));
  }

  /**
   * Returns how many seconds the video of an article that has no script yet is expected to last: as
   * long as its text takes to speak, but no longer than {@code script.max-seconds}.
   */
  public int expectedSeconds(VideoJob job) {
    String text = job.article().title() + ' ' + job.article().text();
    int read = speech.seconds(text.substring(0, Math.min(text.length(), MOST_READ)));
    int most = settings.number("script.max-seconds");
    return Math.max(settings.number("script.min-seconds"), Math.min(most, read));
  }

  /** Returns the script that is spoken when OpenAI has failed for good: the article's beginning. */
  public Script fallback(VideoJob job) {
    String article = job.article().title() + ".\n" + job.article().text();
    String language = job.options().language();
    Locale locale =
        Locale.forLanguageTag(language == null ? settings.text("script.language") : language);
    String text = speech.fit(article, settings.number("script.max-seconds"), locale);
    String spoken = text.isEmpty() ? job.article().title() : text;
    return new Script(
        job.article().title(),
        spoken,
        speech.seconds(spoken),
        true,
        FALLBACK_NOTE,
        false,
        null,
        BigDecimal.ZERO);
  }
}
