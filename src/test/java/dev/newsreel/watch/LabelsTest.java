package dev.newsreel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Callers choose names, but not how many figures there are. */
class LabelsTest {

  @Test
  void onlyTheFirstValuesHaveNamesOfTheirOwn() {
    Labels labels = new Labels(2);

    assertThat(labels.of("city")).isEqualTo("city");
    assertThat(labels.of("lake")).isEqualTo("lake");
    assertThat(labels.of("one too many")).isEqualTo("other");
    assertThat(labels.of("city")).isEqualTo("city");
    assertThat(labels.of(null)).isEqualTo("none");
  }
}
