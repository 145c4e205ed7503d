package dev.newsreel.job;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a job is found by: its titles, its feed, the article's address, and all its ids. */
final class FindText {

  /** The field of the job's hash that holds it. */
  static final String FIELD = "find";

  private static final int MOST_WORDS = 10;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private FindText() {}

  /**
   * Returns the text in which words are looked for, when an edge has changed it.
   *
   * @param before null when there was no job
   */
  static Optional<String> changed(VideoJob before, VideoJob after) {
    String text = text(after);
    return before != null && text.equals(text(before))
        ? Optional.empty()
        : Optional.of(folded(text));
  }

  private static String text(VideoJob job) {
    return Stream.of(
            job.id(),
            job.article().title(),
            job.script() == null ? null : job.script().title(),
            job.options().feed(),
            job.article().url(),
            job.heygen() == null ? null : job.heygen().videoId(),
            job.submagic() == null ? null : job.submagic().projectId())
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  /** Returns the words of a question; a job is found when its text holds all of them. */
  static List<String> words(String question) {
    return question == null
        ? List.of()
        : Stream.of(folded(question).strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .limit(MOST_WORDS)
            .toList();
  }

  private static String folded(String text) {
    String parted = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(parted).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
