package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdsTest {

  private static final long NOW = TestClock.START.toEpochMilli();

  @Test
  void sortByTimeWhateverTheChanceInThem() {
    for (long time = NOW; time < NOW + 2000; time += 7) {
      assertThat(JobIds.next(1023, time)).isLessThan(JobIds.next(0, time + 1));
    }
  }

  @Test
  void nameTheirPartition() {
    for (int partition = 0; partition < 1024; partition++) {
      String id = JobIds.next(partition, NOW);
      assertThat(JobIds.isId(id)).as(id).isTrue();
      assertThat(JobIds.partition(id)).isEqualTo(partition);
    }
  }

  @Test
  void neverRepeat() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(JobIds.next(0, NOW));
    }
    assertThat(ids).hasSize(10_000);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "v_",
        "v_01kapbc000abcdefghjkmnpq0",
        "v_01kapbc000abcdefghjkmnpq000",
        "x_01kapbc000abcdefghjkmnpq00",
        "v_01kapbc000abcdefghjkmnpqi0",
        "v_01kapbc000abcdefghjkmnpql0",
        "v_01kapbc000abcdefghjkmnpqo0",
        "v_01kapbc000abcdefghjkmnpqu0",
        "v_01KAPBC000ABCDEFGHJKMNPQ00",
        "v_01kapbc000abcdefghjkmnpq00\n"
      })
  void areTakenForNoneWhenTheyLookOtherwise(String text) {
    assertThat(JobIds.isId(text)).isFalse();
  }
}
