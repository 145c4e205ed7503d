package dev.newsreel.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How a {@link Sandbox} behaves. Every time is in provider time and is multiplied by {@code
 * timeScale}, except the life of a link and the rate window, which are real time.
 *
 * @param host the address listened on, which links carry too
 * @param port the port listened on; 0 takes any free one
 * @param journal the directory that creations are written to, so that a restarted sandbox goes on;
 *     null keeps all in memory
 * @param timeScale 1 is as configured, 0.1 ten times faster, 0 at once
 * @param seed where every random choice begins (render times, faults with a rate)
 * @param apiKey the only key accepted; null accepts any key but {@code bad-key}
 * @param heygen what HeyGen does
 * @param submagic what Submagic does
 * @param openai what OpenAI does
 */
public record SandboxOptions(
    String host,
    int port,
    Path journal,
    double timeScale,
    long seed,
    String apiKey,
    HeyGen heygen,
    Submagic submagic,
    OpenAi openai) {

  /**
   * HeyGen's limits and prices (https://developers.heygen.com/docs/usage-limits.md and
   * /docs/pricing, read 2026-11-22).
   *
   * @param render the mean time of a render; single ones differ by up to a third
   * @param slots how many renders may run at once
   * @param linkLife how long a {@code video_url} can be fetched
   * @param usdPerSecond the price of a second of finished video
   * @param window how long a rate window lasts
   * @param orders how many videos may be ordered in a window; HeyGen tells no number
   * @param paces words a minute by voice; a voice that is not named says 150
   */
  public record HeyGen(
      Duration render,
      int slots,
      Duration linkLife,
      double usdPerSecond,
      Duration window,
      int orders,
      Map<String, Integer> paces) {}

  /**
   * Submagic's limits and prices (https://docs.submagic.co/rate-limits, read 2026-11-22: the real
   * ones are 30 creations, 100 reads and 50 exports an hour; the defaults here are generous).
   *
   * @param render the mean time from the download of the source to the finished video; single ones
   *     differ by up to a third
   * @param downloadDelay how long it waits before it fetches the source
   * @param usdPerCredit the price of a credit, which pays for one started minute
   * @param window how long a rate window lasts
   * @param creates how many projects may be created in a window
   * @param gets how many reads a window allows
   * @param exports how many exports a window allows
   */
  public record Submagic(
      Duration render,
      Duration downloadDelay,
      double usdPerCredit,
      Duration window,
      int creates,
      int gets,
      int exports) {}

  /**
   * OpenAI's pace and prices (gpt-4o-mini, read 2026-11-22).
   *
   * @param reply how long a completion takes
   * @param usdPerMillionIn the price of a million prompt tokens
   * @param usdPerMillionOut the price of a million completion tokens
   * @param window in which time all requests and tokens come back
   * @param requests how many requests there are
   * @param tokens how many tokens there are
   */
  public record OpenAi(
      Duration reply,
      double usdPerMillionIn,
      double usdPerMillionOut,
      Duration window,
      int requests,
      int tokens) {}

  public SandboxOptions {
    Objects.requireNonNull(host, "host");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0..65535, not " + port);
    }
    if (!(timeScale >= 0 && timeScale <= 1000)) {
      throw new IllegalArgumentException("time-scale must be 0..1000, not " + timeScale);
    }
    if (heygen.slots() < 1) {
      throw new IllegalArgumentException("heygen.slots must be at least 1, not " + heygen.slots());
    }
  }

  /**
   * The options of a newcomer's first minute: any free port on loopback, memory only, renders of a
   * few seconds.
   */
  public static SandboxOptions defaults() {
    return of(Map.of());
  }

  /**
   * The options that differ from the defaults as told. Names: {@code host, port, journal,
   * time-scale, seed, api-key, heygen.render, heygen.slots, heygen.link-life,
   * heygen.usd-per-second, heygen.window, heygen.orders, heygen.paces, submagic.render,
   * submagic.download-delay, submagic.usd-per-credit, submagic.window, submagic.creates,
   * submagic.gets, submagic.exports, openai.reply, openai.usd-per-million-in,
   * openai.usd-per-million-out, openai.window, openai.requests, openai.tokens}. Paces look like
   * {@code v-en-clara=100, v-de-jonas=180}. Durations look like {@code 250ms}, {@code 6s}, {@code
   * 10m}, {@code 1h}, {@code 7d} or {@code 0}.
   *
   * @throws IllegalArgumentException when a name is unknown or a value cannot be read; the message
   *     names it
   */
  public static SandboxOptions of(Map<String, String> settings) {
    Settings s = new Settings(settings);
    SandboxOptions options =
        new SandboxOptions(
            s.text("host", "127.0.0.1"),
            s.whole("port", 0),
            s.path("journal"),
            s.number("time-scale", 1),
            s.whole("seed", 1),
            s.text("api-key", null),
            heygen(s),
            submagic(s),
            openai(s));
    s.refuseUnknown();
    return options;
  }

  private static HeyGen heygen(Settings s) {
    return new HeyGen(
        s.duration("heygen.render", "6s"),
        s.whole("heygen.slots", 10),
        s.duration("heygen.link-life", "1h"),
        s.number("heygen.usd-per-second", 0.0667),
        s.duration("heygen.window", "1m"),
        s.whole("heygen.orders", 1_000_000),
        s.wholes("heygen.paces"));
  }

  private static Submagic submagic(Settings s) {
    return new Submagic(
        s.duration("submagic.render", "4s"),
        s.duration("submagic.download-delay", "0"),
        s.number("submagic.usd-per-credit", 0.10),
        s.duration("submagic.window", "1h"),
        s.whole("submagic.creates", 1_000_000),
        s.whole("submagic.gets", 10_000_000),
        s.whole("submagic.exports", 1_000_000));
  }

  private static OpenAi openai(Settings s) {
    return new OpenAi(
        s.duration("openai.reply", "200ms"),
        s.number("openai.usd-per-million-in", 0.15),
        s.number("openai.usd-per-million-out", 0.60),
        s.duration("openai.window", "1m"),
        s.whole("openai.requests", 1_000_000),
        s.whole("openai.tokens", 200_000_000));
  }
}
