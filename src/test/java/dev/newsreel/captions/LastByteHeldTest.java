package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets a film's last byte before its delivery is saved. */
class LastByteHeldTest {

  private static final byte[] FILM = {1, 2, 3, 4, (byte) 0xff};

  private final List<Integer> readWhenSaved = new ArrayList<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  private LastByteHeld of(InputStream film) {
    return new LastByteHeld(film, () -> readWhenSaved.add(read.size()));
  }

  private void readAll(InputStream film, int atOnce) throws IOException {
    byte[] bytes = new byte[atOnce];
    for (int count = film.read(bytes, 0, atOnce); count >= 0; count = film.read(bytes, 0, atOnce)) {
      read.write(bytes, 0, count);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 100})
  void isWholeAndSavedOnceBeforeItsLastByte(int atOnce) throws IOException {
    readAll(of(new ByteArrayInputStream(FILM)), atOnce);

    assertThat(read.toByteArray()).isEqualTo(FILM);
    assertThat(readWhenSaved).containsExactly(FILM.length - 1);
  }

  @Test
  void isReadByteByByteAsWell() throws IOException {
    LastByteHeld film = of(new ByteArrayInputStream(FILM));

    for (int b = film.read(); b >= 0; b = film.read()) {
      read.write(b);
    }

    assertThat(read.toByteArray()).isEqualTo(FILM);
    assertThat(readWhenSaved).containsExactly(FILM.length - 1);
  }

  @Test
  void isNotSavedWhenTheFilmBreaksOff() {
    InputStream film = of(new CutFilm(FILM, 0, FILM.length));

    assertThatThrownBy(() -> readAll(film, 3)).hasMessage("cut at 5");
    assertThat(readWhenSaved).isEmpty();
    assertThat(read.size()).isLessThan(FILM.length);
  }

  @Test
  void keepsItsLastByteWhenItMayNotGo() {
    InputStream film =
        new LastByteHeld(
            new ByteArrayInputStream(FILM),
            () -> {
              throw new IOException("revoked");
            });

    assertThatThrownBy(() -> readAll(film, 2)).hasMessage("revoked");
    assertThat(read.size()).isEqualTo(FILM.length - 1);
  }

  @Test
  void isNotSavedWhenThereIsNothing() throws IOException {
    readAll(of(InputStream.nullInputStream()), 3);

    assertThat(readWhenSaved).isEmpty();
  }
}
