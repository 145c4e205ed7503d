package dev.newsreel.job;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids under which the trace of a job is known (w3.org/TR/trace-context, read 2026-11-29). They
 * come from the job alone, so every node and every restart finds the same.
 *
 * @param trace 32 hexadecimal digits: the caller's trace, or one of the job's own
 * @param parent 16 hexadecimal digits: the caller's span; null when there is none
 */
public record TraceIds(String trace, String parent) {

  private static final Pattern HEADER =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?");

  /** Returns the ids of a job. */
  public static TraceIds of(VideoJob job) {
    TraceIds callers = job.options() == null ? null : read(job.options().traceparent());
    return callers == null ? new TraceIds(digits(job.id(), 32), null) : callers;
  }

  private static TraceIds read(String header) {
    Matcher parts = HEADER.matcher(header == null ? "" : header);
    boolean sound =
        parts.matches() && !parts.group(1).matches("0+") && !parts.group(2).matches("0+");
    return sound ? new TraceIds(parts.group(1), parts.group(2)) : null;
  }

  /** Returns a caller's {@code traceparent} if it can be used; null when it cannot. */
  public static String usable(String header) {
    return read(header) == null ? null : header.substring(0, 55);
  }

  /** Returns the id of a span of a job, by a name that no other span of it has. */
  public static String span(String job, String name) {
    return digits(job + "/" + name, 16);
  }

  private static String digits(String text, int count) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, count);
  }
}
