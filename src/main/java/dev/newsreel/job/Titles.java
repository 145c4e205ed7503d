package dev.newsreel.job;

/** The title under which a provider knows a job: for people to read, and for us to find it by. */
public final class Titles {

  private static final int MOST = 100;

  private Titles() {}

  /**
   * Returns the script's title, cut to fit, and the job's id in brackets; at most 100 characters,
   * which is Submagic's limit (docs.submagic.co/api-reference/create-project, read 2026-11-22).
   */
  public static String of(VideoJob job) {
    String mark = " [" + job.id() + "]";
    String title = job.script() == null ? job.article().title() : job.script().title();
    String clean = title.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    int room = MOST - mark.length();
    return (clean.length() > room ? cut(clean, room) : clean) + mark;
  }

  // Some characters are two chars long; half of one is none.
  private static String cut(String text, int room) {
    int end = Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
    return text.substring(0, end).strip();
  }

  /** Returns whether a provider's title is that of this job; a missing title may be anybody's. */
  public static boolean names(String title, String id) {
    return title == null || title.contains(id);
  }
}
