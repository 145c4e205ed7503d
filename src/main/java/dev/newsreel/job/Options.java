package dev.newsreel.job;

import java.net.URI;

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
 */
public record Options(
    String feed,
    String avatarId,
    String voiceId,
    String aspectRatio,
    String template,
    String language,
    String prompt,
    URI notifyUrl) {

  /** Nothing special is wanted. */
  public static final Options NONE = new Options(null, null, null, null, null, null, null, null);
}
