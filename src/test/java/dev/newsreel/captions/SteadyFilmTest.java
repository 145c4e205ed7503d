package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.wire.Fetch.Opened;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A film goes on where it broke off, but only when it is the same one. */
class SteadyFilmTest {

  private static final byte[] FILM = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

  private final Deque<Opened> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();

  private InputStream film(Opened first) {
    return SteadyFilm.of(
        first,
        range -> {
          asked.add(range);
          return answers.remove();
        });
  }

  private static Opened whole(int bytes) {
    return new Opened(200, Map.of("content-length", "10"), broken(0, bytes, 9));
  }

  private static Opened part(int from, int to, int bytes, String total) {
    String range = "bytes " + from + "-" + to + "/" + total;
    return new Opened(206, Map.of("content-range", range), broken(from, bytes, to));
  }

  /** Returns so many bytes, and then a cut unless they are all up to the last one. */
  private static InputStream broken(int from, int bytes, int last) {
    return from + bytes > last
        ? new ByteArrayInputStream(FILM, from, bytes)
        : new CutFilm(FILM, from, bytes);
  }

  @Test
  void goesOnWhereItBrokeOffHoweverOften() throws IOException {
    answers.add(part(4, 9, 0, "10"));
    answers.add(part(4, 9, 3, "10"));
    answers.add(part(7, 9, 3, "10"));

    assertThat(film(whole(4)).readAllBytes()).isEqualTo(FILM);
    assertThat(asked).containsExactly("bytes=4-9", "bytes=4-9", "bytes=7-9");
  }

  @Test
  void goesOnInsideTheRangeThatWasAskedFor() throws IOException {
    answers.add(part(3, 5, 3, "10"));

    assertThat(film(part(2, 5, 1, "10")).readAllBytes()).containsExactly(2, 3, 4, 5);
    assertThat(asked).containsExactly("bytes=3-5");
  }

  @Test
  void endsWhenTheRestIsOfAnotherFilm() {
    answers.add(part(4, 9, 6, "11"));

    assertThatThrownBy(() -> film(whole(4)).readAllBytes()).hasMessage("cut at 4");
  }

  @Test
  void endsWhenTheServerBeginsAnew() {
    answers.add(whole(10));

    assertThatThrownBy(() -> film(whole(4)).readAllBytes()).hasMessage("cut at 4");
  }

  @Test
  void endsWhenItBreaksAgainAndAgain() {
    for (int i = 0; i < 6; i++) {
      answers.add(part(4, 9, 0, "10"));
    }

    assertThatThrownBy(() -> film(whole(4)).readAllBytes()).hasMessage("cut at 4");
    assertThat(asked).hasSize(5);
  }

  @Test
  void doesNotGoOnWhenItsLengthIsUnknown() {
    Opened endless = new Opened(200, Map.of(), broken(0, 4, 9));

    assertThatThrownBy(() -> film(endless).readAllBytes()).hasMessage("cut at 4");
    assertThat(asked).isEmpty();
  }
}
