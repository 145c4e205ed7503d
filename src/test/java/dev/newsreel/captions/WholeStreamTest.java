package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WholeStreamTest {

  private final AtomicInteger told = new AtomicInteger();
  private final WholeStream stream =
      new WholeStream(new ByteArrayInputStream(new byte[3]), told::incrementAndGet);

  @Test
  void tellsOnceWhenItIsClosedAfterItsEnd() throws IOException {
    assertThat(stream.readAllBytes()).hasSize(3);
    assertThat(told).hasValue(0);

    stream.close();
    stream.close();

    assertThat(told).hasValue(1);
  }

  @Test
  void tellsNothingWhenItIsClosedBeforeItsEnd() throws IOException {
    assertThat(stream.read()).isZero();

    stream.close();

    assertThat(told).hasValue(0);
  }
}
