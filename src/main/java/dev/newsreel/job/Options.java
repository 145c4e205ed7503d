package dev.newsreel.job;

import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the one who asked for the video wants of it. Every field may be null: the setting of the
 * same name decides then.
 *
 * @param feed the id of the feed that made the job
 * @param avatarId HeyGen look id
 * @param voiceId HeyGen voice id
 * @param aspectRatio {@code 16:9}, {@code 9:16}, {@code 4:5}, {@code 5:4}, {@code 1:1} or {@code
 *     auto}
 * @param template Submagic template name
 * @param language two-letter language code of script and captions
 * @param prompt name of the prompt file, without its ending
 * @param notifyUrl address that is told when the job has ended
 * @param priority {@link #HIGH}; null is normal
 * @param traceparent the trace context of the caller, as W3C writes it
 */
public record Options(
    String feed,
    String avatarId,
    String voiceId,
    String aspectRatio,
    String template,
    String language,
    String prompt,
    URI notifyUrl,
    String priority,
    String traceparent) {

  /** Returns what is wanted by one whose call belongs to no trace. */
  public Options(
      String feed,
      String avatarId,
      String voiceId,
      String aspectRatio,
      String template,
      String language,
      String prompt,
      URI notifyUrl,
      String priority) {
    this(
        feed,
        avatarId,
        voiceId,
        aspectRatio,
        template,
        language,
        prompt,
        notifyUrl,
        priority,
        null);
  }

  /** Returns the same as a part of the caller's trace; null is none. */
  public Options tracedBy(String context) {
    return new Options(
        feed,
        avatarId,
        voiceId,
        aspectRatio,
        template,
        language,
        prompt,
        notifyUrl,
        priority,
        context);
  }

  /** The shapes that a video can have. */
  public static final Set<String> SHAPES =
      Collections.unmodifiableSet(
          new TreeSet<>(Set.of("16:9", "9:16", "4:5", "5:4", "1:1", "auto")));

  /** What a language code looks like. */
  public static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})?";

  /** The priority that has eight times as many turns. */
  public static final String HIGH = "high";

  /** Nothing special is wanted. */
  public static final Options NONE =
      new Options(null, null, null, null, null, null, null, null, null);
}
