package dev.newsreel.job;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Makes job ids: {@code v_}, ten characters of time, fourteen of chance, two that name the
 * partition. They sort by time, are safe in titles, addresses and keys, and say where the job lies.
 */
public final class JobIds {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final Pattern SHAPE = Pattern.compile("v_[0-9a-hjkmnp-tv-z]{26}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private JobIds() {}

  /**
   * Returns a new id.
   *
   * @param partition 0 to 1023
   * @param epochMillis the time it shall carry
   */
  public static String next(int partition, long epochMillis) {
    StringBuilder id = new StringBuilder("v_");
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(letter(epochMillis >> shift));
    }
    byte[] chance = new byte[14];
    RANDOM.nextBytes(chance);
    for (byte b : chance) {
      id.append(letter(b));
    }
    return id.append(letter(partition >> 5)).append(letter(partition)).toString();
  }

  /**
   * Returns the id at a place of what began with another id; equal arguments, equal ids. They sort
   * by their places.
   *
   * @param first the id that it began with
   * @param index 0 to 1023
   * @param partitions over how many the ids are spread
   */
  static String child(String first, int index, int partitions) {
    String chance = Digest.of(first + "#" + index);
    StringBuilder id = new StringBuilder(first.substring(0, 12));
    id.append(letter(index >> 5)).append(letter(index));
    for (int i = 0; i < 12; i++) {
      id.append(letter(Integer.parseInt(chance, 2 * i, 2 * i + 2, 16)));
    }
    int partition = Math.floorMod(Integer.parseInt(chance, 24, 30, 16), partitions);
    return id.append(letter(partition >> 5)).append(letter(partition)).toString();
  }

  private static char letter(long bits) {
    return ALPHABET.charAt((int) (bits & 31));
  }

  /** Returns whether this could be an id of ours; it says nothing about whether the job exists. */
  public static boolean isId(String text) {
    return text != null && SHAPE.matcher(text).matches();
  }

  /** Returns the time that an id carries: when the job was accepted. */
  public static Instant time(String id) {
    long millis = 0;
    for (int i = 2; i < 12; i++) {
      millis = millis << 5 | ALPHABET.indexOf(id.charAt(i));
    }
    return Instant.ofEpochMilli(millis);
  }

  /** Returns the number of the partition in which the job lies. */
  public static int partition(String id) {
    int last = id.length() - 1;
    return ALPHABET.indexOf(id.charAt(last - 1)) * 32 + ALPHABET.indexOf(id.charAt(last));
  }
}
