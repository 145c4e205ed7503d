package dev.newsreel.job;

import java.util.List;

/**
 * An avatar (a look of one) or a voice that the account at HeyGen may use.
 *
 * @param id what {@code avatar_id} or {@code voice_id} takes
 * @param name for people; may be null, like all that follows
 * @param type such as {@code studio_avatar} for an avatar, {@code public} for a voice
 * @param language of a voice, such as {@code English}
 * @param gender of a voice
 * @param orientation {@code portrait} or {@code landscape}, for an avatar
 * @param defaultVoiceId the voice of an avatar that has one of its own
 * @param previewUrl a picture or a sound
 */
public record Offer(
    String id,
    String name,
    String type,
    String language,
    String gender,
    String orientation,
    String defaultVoiceId,
    String previewUrl) {

  /**
   * All that HeyGen offers.
   *
   * @param at when it was read, in epoch milliseconds
   * @param avatars empty when HeyGen told none
   * @param voices empty when HeyGen told none
   */
  public record All(long at, List<Offer> avatars, List<Offer> voices) {

    public All {
      avatars = List.copyOf(avatars);
      voices = List.copyOf(voices);
    }
  }
}
