package dev.newsreel.script;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.newsreel.job.Options;
import dev.newsreel.job.Render;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast each voice speaks each language: the middle of what HeyGen has lately delivered, on all
 * nodes together. Until enough videos are known, and while Redis is away, {@code
 * script.words-per-minute} holds.
 */
public final class Paces implements Function<VideoJob, Speech> {

  private static final Logger LOG = LoggerFactory.getLogger(Paces.class);
  private static final RedisScript LEARN = RedisScript.of(Paces.class, "learn.lua");
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration MEMORY = Duration.ofDays(90);
  private static final int ENOUGH = 5;
  private static final int KEPT = 31;
  private static final int STEP = 5;
  private static final int LEAST_WORDS = 10;
  private static final double MOST_ODD = 2;
  private static final int MOST_VOICES = 1000;

  private final Redis redis;
  private final Settings settings;
  private final int usual;
  private final Map<String, Integer> fixed;
  private final LoadingCache<String, Speech> known;
  private final Cache<String, Boolean> taught;

  /** Makes the memory; this node reads a voice's pace once a minute and adds to it less often. */
  public Paces(Redis redis, Settings settings) {
    this(redis, settings, FRESH, PAUSE);
  }

  Paces(Redis redis, Settings settings, Duration fresh, Duration pause) {
    this.redis = redis;
    this.settings = settings;
    this.usual = settings.number("script.words-per-minute");
    this.fixed = fixed(settings.text("script.paces"));
    this.known =
        Caffeine.newBuilder().maximumSize(MOST_VOICES).refreshAfterWrite(fresh).build(this::read);
    this.taught = Caffeine.newBuilder().maximumSize(MOST_VOICES).expireAfterWrite(pause).build();
  }

  private static Map<String, Integer> fixed(String text) {
    Map<String, Integer> paces = new HashMap<>();
    for (String one : text.split(",", -1)) {
      if (one.isBlank()) {
        continue;
      }
      int equals = one.lastIndexOf('=');
      String pace = one.substring(equals + 1).trim();
      boolean fine = equals > 0 && pace.matches("\\d{1,3}") && Integer.parseInt(pace) >= 60;
      if (!fine || Integer.parseInt(pace) > 400) {
        throw new BadSetting(
            "script.paces (SCRIPT_PACES) has \"" + one.trim() + "\"; write voice = 60..400");
      }
      paces.put(one.substring(0, equals).trim(), Integer.valueOf(pace));
    }
    return paces;
  }

  /** Returns how the voice of a job speaks. Costs no round trip but once a minute. */
  @Override
  public Speech apply(VideoJob job) {
    Integer set = fixed.get(voice(job));
    if (set != null) {
      return new Speech(set);
    }
    return settings.flag("script.learn-pace") ? known.get(name(job)) : new Speech(usual);
  }

  private String voice(VideoJob job) {
    Options options = job.options();
    String voice = options.voiceId() == null ? settings.text("heygen.voice-id") : options.voiceId();
    String look =
        options.avatarId() == null ? settings.text("heygen.avatar-id") : options.avatarId();
    return voice.isEmpty() ? "look " + look : voice;
  }

  private String name(VideoJob job) {
    return ScriptAnswer.language(job, settings) + "|" + voice(job);
  }

  private String key(String name) {
    return redis.partition(0).key("pace:" + name);
  }

  private Speech read(String name) {
    try {
      List<Integer> paces =
          redis
              .client()
              .<String>getScoredSortedSet(key(name), StringCodec.INSTANCE)
              .readAll()
              .stream()
              .map(member -> Integer.valueOf(member.substring(0, member.indexOf(' '))))
              .sorted()
              .toList();
      return new Speech(paces.size() < ENOUGH ? usual : rounded(paces.get(paces.size() / 2)));
    } catch (RedisException e) {
      LOG.debug("The pace of {} is not known now", name, e);
      return new Speech(usual);
    }
  }

  // In steps, so that each new video does not change every prompt, and with it what is cached.
  private static int rounded(int pace) {
    return Math.max(STEP, Math.round((float) pace / STEP) * STEP);
  }

  /**
   * Follows one saved edge: a video that has just been delivered tells how fast its voice speaks. A
   * repeat, and a failure, are harmless.
   */
  public void saved(VideoJob before, VideoJob after) {
    if (before == null || seconds(before.heygen()) != null || after.script() == null) {
      return;
    }
    BigDecimal seconds = seconds(after.heygen());
    if (seconds != null && settings.flag("script.learn-pace") && isTelling(after, seconds)) {
      learn(after, seconds);
    }
  }

  private static BigDecimal seconds(Render video) {
    return video == null ? null : video.seconds();
  }

  // Our own estimate stands in where HeyGen tells no length. It teaches nothing, nor does an odd
  // one.
  private boolean isTelling(VideoJob job, BigDecimal seconds) {
    double words = Speech.words(job.script().text());
    double pace = words * 60 / Math.max(1, seconds.doubleValue());
    boolean own = seconds.compareTo(BigDecimal.valueOf(job.script().spokenSeconds())) == 0;
    return !own
        && words >= LEAST_WORDS
        && pace >= usual / MOST_ODD
        && pace <= usual * MOST_ODD
        && taught.asMap().putIfAbsent(name(job), true) == null;
  }

  private void learn(VideoJob job, BigDecimal seconds) {
    long pace = Math.round(Speech.words(job.script().text()) * 60 / seconds.doubleValue());
    try {
      redis.text(
          LEARN,
          List.of(key(name(job))),
          Long.toString(job.updatedAt().toEpochMilli()),
          pace + " " + job.id(),
          Integer.toString(KEPT),
          Long.toString(MEMORY.toMillis()));
    } catch (RedisException e) {
      LOG.debug("{} taught no pace", job.id(), e);
    }
  }
}
