package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdsTest {

  private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Article ARTICLE =
      new Article("T", "t", URI.create("https://u:secret@news.example/a?b=@"), null, null, null);

  private static VideoJob job(String id, String traceparent) {
    Options options = Options.NONE.tracedBy(TraceIds.usable(traceparent));
    return VideoJob.accept(id, ARTICLE, options, Instant.EPOCH);
  }

  @Test
  void theCallersTraceIsKept() {
    assertThat(TraceIds.of(job("v_1", HEADER)))
        .isEqualTo(new TraceIds("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"));
  }

  @Test
  void aNewerVersionIsReadAsFarAsItIsKnown() {
    assertThat(TraceIds.usable("01" + HEADER.substring(2) + "-more")).hasSize(55).startsWith("01-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nx"
      })
  void whatIsNoTraceContextIsPassedOver(String header) {
    TraceIds own = TraceIds.of(job("v_1", header));

    assertThat(own.parent()).isNull();
    assertThat(own.trace()).matches("[0-9a-f]{32}");
    assertThat(own).isEqualTo(TraceIds.of(job("v_1", null)));
    assertThat(own.trace()).isNotEqualTo(TraceIds.of(job("v_2", null)).trace());
  }

  @Test
  void anArticlesAddressLosesItsPassword() {
    assertThat(ARTICLE.url()).isEqualTo(URI.create("https://news.example/a?b=@"));
  }
}
