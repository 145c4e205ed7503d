package dev.newsreel.telemetry;

import dev.newsreel.job.Event;
import dev.newsreel.job.Status;
import dev.newsreel.job.TraceIds;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Secrets;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;

/** Tells the life of a job as spans: the video, its stages, and what went on in each. */
final class JobSpans {

  private final Tracer tracer;
  private final GivenIds ids;
  private final Secrets secrets;

  JobSpans(Tracer tracer, GivenIds ids, Secrets secrets) {
    this.tracer = tracer;
    this.ids = ids;
    this.secrets = secrets;
  }

  /** Makes all spans of the life that has ended with this edge; a repeat makes the same. */
  void tell(VideoJob job, List<Event> history) {
    Lives lives = new Lives(history);
    int number = lives.endedAt(job.updatedAt());
    if (number < 0) {
      return;
    }
    List<Event> life = lives.get(number);
    TraceIds trace = TraceIds.of(job);
    String name = number == 0 ? "video" : "video again " + number;
    // A later life belongs to the first one, so that the trace has one beginning.
    String above = number == 0 ? trace.parent() : TraceIds.span(job.id(), "video");
    Parent top = new Parent(job, trace.trace(), above, name);
    Piece whole = new Piece(life.get(0), life.subList(1, life.size() - 1), last(life));
    Instant from = number == 0 && !job.createdAt().isAfter(whole.from()) ? job.createdAt() : null;
    Span root = begin(top, name, from == null ? whole.from() : from, SpanKind.CONSUMER);
    root.setAllAttributes(about(job));
    for (Piece stage : Piece.stages(life)) {
      stage(top.below(name), stage);
    }
    end(root, whole);
  }

  private static Event last(List<Event> life) {
    return life.get(life.size() - 1);
  }

  /** Under which span others are made, and what they are called for their ids. */
  private record Parent(VideoJob job, String trace, String span, String path) {
    Parent below(String name) {
      return new Parent(job, trace, TraceIds.span(job.id(), name), name);
    }
  }

  private void stage(Parent root, Piece stage) {
    String path = root.path() + "/" + stage.from() + stage.stage();
    Parent own = new Parent(root.job(), root.trace(), root.span(), path);
    Span span = begin(own, stage.stage(), stage.from(), SpanKind.INTERNAL);
    span.setAttribute("newsreel.stage", stage.stage());
    int number = 0;
    for (Piece step : stage.steps()) {
      step(own.below(path), step, path + "/" + number++);
    }
    end(span, stage);
  }

  private void step(Parent stage, Piece step, String path) {
    Parent own = new Parent(stage.job(), stage.trace(), stage.span(), path);
    SpanKind kind = step.provider() == null ? SpanKind.INTERNAL : SpanKind.CLIENT;
    Span span = begin(own, step.name(), step.from(), kind);
    span.setAttribute("newsreel.stage", step.stage());
    if (step.provider() != null) {
      span.setAttribute("newsreel.provider", step.provider());
      span.setAttribute("peer.service", step.provider());
    }
    if (step.first().cause() != null && step.provider() == null) {
      span.setAttribute("newsreel.waits_because", secrets.hide(step.first().cause()));
    }
    step.inner().forEach(line -> span.addEvent(line.edge(), about(line), line.at()));
    step.webhooks().forEach(arrived -> span.addEvent("webhook", arrived));
    end(span, step);
  }

  private Span begin(Parent place, String name, Instant from, SpanKind kind) {
    ids.next(place.trace(), TraceIds.span(place.job().id(), place.path()));
    Context context = Context.root();
    if (place.span() != null) {
      SpanContext parent =
          SpanContext.createFromRemoteParent(
              place.trace(), place.span(), TraceFlags.getSampled(), TraceState.getDefault());
      context = context.with(Span.wrap(parent));
    }
    return tracer
        .spanBuilder(name)
        .setParent(context)
        .setSpanKind(kind)
        .setStartTimestamp(from)
        .setAttribute("newsreel.job", place.job().id())
        .startSpan();
  }

  private void end(Span span, Piece piece) {
    span.setAllAttributes(about(piece.last()));
    put(span, "newsreel.provider_id", piece.newest(Event::providerId));
    put(span, "newsreel.request_id", piece.newest(Event::requestId));
    span.setAttribute("newsreel.cost_usd", piece.usd().doubleValue());
    span.setAttribute("newsreel.outcome", piece.last().edge());
    if (piece.failed()) {
      String cause = secrets.hide(piece.last().cause());
      span.setStatus(StatusCode.ERROR, cause == null ? piece.last().edge() : cause);
    }
    span.end(piece.to());
  }

  private static void put(Span span, String name, String value) {
    if (value != null) {
      span.setAttribute(name, value);
    }
  }

  private static Attributes about(VideoJob job) {
    AttributesBuilder all = Attributes.builder().put("newsreel.status", job.status().text());
    if (job.options().feed() != null) {
      all.put("newsreel.feed", job.options().feed());
    }
    if (job.failure() != null && job.status() != Status.DONE) {
      all.put("newsreel.failure", job.failure().code());
    }
    return all.build();
  }

  private Attributes about(Event line) {
    AttributesBuilder all = Attributes.builder();
    if (line.node() != null) {
      all.put("newsreel.node", line.node());
    }
    if (line.attempt() != null) {
      all.put("newsreel.attempt", line.attempt());
    }
    if (line.cause() != null) {
      all.put("newsreel.cause", secrets.hide(line.cause()));
    }
    return all.build();
  }
}
