package dev.newsreel.script;

import dev.newsreel.job.Script;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.util.Locale;

/** The script that is spoken when OpenAI has failed for good: the article's beginning. */
final class FallbackScript {

  private static final String NOTE = "OpenAI script generation failed. Using fallback script.";

  private final Settings settings;
  private final Paces paces;
  private final ScriptCheck check;

  FallbackScript(Settings settings, Paces paces, ScriptCheck check) {
    this.settings = settings;
    this.paces = paces;
    this.check = check;
  }

  /** Returns the script; null when it would say what is banned. */
  Script of(VideoJob job) {
    String title = job.article().title();
    Locale language = Locale.forLanguageTag(ScriptAnswer.language(job, settings));
    Speech speech = paces.apply(job);
    String article = title + ".\n" + job.article().text();
    String text = speech.fit(article, settings.number("script.max-seconds"), language);
    String spoken = text.isEmpty() ? title : text;
    int seconds = speech.seconds(spoken);
    return check.isBanned(title, spoken)
        ? null
        : new Script(title, spoken, seconds, true, NOTE, false, null, BigDecimal.ZERO);
  }
}
