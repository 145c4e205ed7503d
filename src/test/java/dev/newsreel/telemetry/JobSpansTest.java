package dev.newsreel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Article;
import dev.newsreel.job.Event;
import dev.newsreel.job.Options;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Secrets;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobSpansTest {

  private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
  private static final String ID = "v_01kapbc000abcdefghjkmnpq00";

  private final List<SpanData> sent = new ArrayList<>();
  private final GivenIds ids = new GivenIds();
  private final JobSpans spans =
      new JobSpans(
          SdkTracerProvider.builder()
              .setIdGenerator(ids)
              .addSpanProcessor(SimpleSpanProcessor.create(new Kept(sent)))
              .build()
              .get("test"),
          ids,
          Secrets.unknown());
  private final List<Event> history = new ArrayList<>();

  private record Kept(List<SpanData> sent) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> more) {
      sent.addAll(more);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private Event line(String edge, Status status, Step step) {
    return line(edge, status, step, null);
  }

  private Event line(String edge, Status status, Step step, String cause) {
    Instant at = START.plusSeconds(history.size());
    BigDecimal usd = edge.equals("completed") ? new BigDecimal("0.5") : null;
    Event line =
        new Event(
            at, "n", edge, status, step, null, cause, null, null, null, null, usd, null, null);
    history.add(line);
    return line;
  }

  private void begun() {
    line("accepted", Status.QUEUED, Step.READY);
    line("writing", Status.SCRIPTING, Step.CLAIMED);
    line("script written", Status.RENDERING, Step.READY);
    line("claimed", Status.RENDERING, Step.CLAIMED);
  }

  private VideoJob ended(Event last) {
    VideoJob job =
        VideoJob.accept(ID, new Article("T", "t", null, null, null, null), Options.NONE, START);
    return TestJobs.stamped(job.with(d -> d.status = last.status()), last.at());
  }

  @Test
  void aStageHoldsItsWaitsItsOrdersAndTheProvidersWork() {
    begun();
    line("failed attempt", Status.RENDERING, Step.READY, "heygen_down: key sk-planted-planted");
    line("claimed", Status.RENDERING, Step.CLAIMED);
    line("ordered", Status.RENDERING, Step.ORDERED);
    Event last = line("failed", Status.FAILED, null, "video_failed: no");

    spans.tell(ended(last), history);

    assertThat(sent.stream().map(s -> parent(s) + " > " + s.getName()))
        .containsExactly(
            "script > wait for script",
            "script > write script",
            "video > script",
            "video > wait for video",
            "video > order video",
            "video > wait for video",
            "video > order video",
            "video > render",
            "video > video",
            "none > video");
    SpanData lost = sent.get(4);
    assertThat(lost.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(lost.getStatus().getDescription()).isEqualTo("heygen_down: key ***");
    assertThat(sent.get(7).getAttributes().get(AttributeKey.stringKey("newsreel.provider")))
        .isEqualTo("heygen");
    assertThat(sent.get(9).getStatus().getDescription()).isEqualTo("video_failed: no");
  }

  @Test
  void theArrivalOfAWebhookIsAnEventOfTheProvidersWork() {
    begun();
    line("claimed", Status.RENDERING, Step.CLAIMED);
    line("ordered", Status.RENDERING, Step.ORDERED);
    line("completed", Status.CAPTIONING, Step.READY);
    Instant arrived = START.plusMillis(3900);
    history.add(history.remove(history.size() - 1).toldAt(arrived));
    Event last = line("cancelled", Status.CANCELLED, null);

    spans.tell(ended(last), history);

    SpanData render = named("render");
    assertThat(render.getEvents())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getName()).isEqualTo("webhook");
              assertThat(Duration.ofNanos(event.getEpochNanos()).toMillis())
                  .isEqualTo(arrived.toEpochMilli());
            });
  }

  private SpanData named(String name) {
    return sent.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private String parent(SpanData span) {
    return span.getParentSpanId().equals(SpanId.getInvalid())
        ? "none"
        : sent.stream()
            .filter(s -> s.getSpanId().equals(span.getParentSpanId()))
            .map(SpanData::getName)
            .findFirst()
            .orElse("lost");
  }

  @Test
  void anotherLifeIsAPartOfTheSameTrace() {
    begun();
    Event first = line("failed", Status.FAILED, null);
    VideoJob failed = ended(first);
    line("retried", Status.RENDERING, Step.READY);
    line("claimed", Status.RENDERING, Step.CLAIMED);
    line("ordered", Status.RENDERING, Step.ORDERED);
    line("completed", Status.CAPTIONING, Step.READY);
    Event second = line("cancelled", Status.CANCELLED, null);

    spans.tell(failed, history);
    int before = sent.size();
    spans.tell(ended(second), history);

    assertThat(sent.stream().map(SpanData::getTraceId).distinct()).hasSize(1);
    assertThat(sent.stream().filter(s -> parent(s).equals("none"))).hasSize(1);
    assertThat(sent).noneMatch(s -> parent(s).equals("lost"));
    assertThat(sent.stream().map(SpanData::getSpanId)).doesNotHaveDuplicates();
    SpanData again = sent.get(sent.size() - 1);
    assertThat(again.getName()).isEqualTo("video again 1");
    assertThat(parent(again)).isEqualTo("video");
    assertThat(again.getAttributes().get(AttributeKey.doubleKey("newsreel.cost_usd")))
        .isEqualTo(0.5);
    assertThat(sent.size()).isGreaterThan(before);
  }

  @Test
  void aRepeatMakesTheSameSpans() {
    begun();
    Event last = line("held", Status.HELD, null);

    spans.tell(ended(last), history);
    List<String> once = sent.stream().map(SpanData::getSpanId).toList();
    spans.tell(ended(last), history);

    assertThat(sent.stream().map(SpanData::getSpanId).skip(once.size()))
        .containsExactlyElementsOf(once);
  }

  @Test
  void whatComesAfterTheEndIsNotTold() {
    begun();
    line("cancelled", Status.CANCELLED, null);
    Event late = line("completed", Status.CANCELLED, null);

    spans.tell(ended(late), history);

    assertThat(sent).isEmpty();
  }
}
