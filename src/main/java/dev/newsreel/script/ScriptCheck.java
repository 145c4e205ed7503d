package dev.newsreel.script;

import dev.newsreel.job.Script;
import dev.newsreel.settings.Settings;
import java.util.Optional;

/** What may be wrong with a script that came whole. */
final class ScriptCheck {

  private final Settings settings;
  private final BannedWords banned;

  ScriptCheck(Settings settings, BannedWords banned) {
    this.settings = settings;
    this.banned = banned;
  }

  /** One fault: our code, and a sentence without its full stop. */
  record Flaw(String code, String why) {}

  /** Returns the first fault of a script that is to be spoken in this language, at this pace. */
  Optional<Flaw> flaw(String title, String text, String language, Speech speech) {
    int most = settings.number("script.max-seconds");
    int seconds = speech.seconds(text);
    Optional<String> said = banned.in(title + "\n" + text);
    Optional<String> unspeakable = SpokenText.fault(text);
    if (said.isPresent()) {
      return flaw(FaultyScript.BANNED, "It says \"" + said.get() + "\", which is banned");
    }
    if (settings.flag("script.check-language") && Languages.isOther(text, language)) {
      return flaw("script_wrong_language", "It is not in the language " + language);
    }
    if (unspeakable.isPresent()) {
      return flaw("script_unspeakable", "It has " + unspeakable.get() + ", which is not spoken");
    }
    if (seconds < settings.number("script.min-seconds")) {
      return flaw("script_too_short", "It is shorter than script.min-seconds");
    }
    return seconds <= most
        ? Optional.empty()
        : flaw(
            FaultyScript.TOO_LONG,
            "It takes " + seconds + " seconds to say; at most " + most + " are allowed");
  }

  private static Optional<Flaw> flaw(String code, String why) {
    return Optional.of(new Flaw(code, why));
  }

  /** Returns whether a script that nobody will write again says what is banned. */
  boolean isBanned(String title, String text) {
    return banned.in(title + "\n" + text).isPresent();
  }

  /**
   * Looks once more at a script that was written before.
   *
   * @throws dev.newsreel.job.CallFailed when it says what is banned by now
   */
  void refuseBanned(Script script) {
    Optional<String> said = banned.in(script.title() + "\n" + script.text());
    if (said.isPresent()) {
      String message = "The script says \"" + said.get() + "\", which is banned";
      throw ScriptErrors.fault(FaultyScript.BANNED, message, null, true);
    }
  }
}
