package dev.newsreel.e2e;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A span as it was sent over OTLP. */
record SentSpan(
    String trace,
    String id,
    String parent,
    String name,
    long from,
    long to,
    boolean error,
    Map<String, String> attributes) {

  /** Reads the spans of one ExportTraceServiceRequest. */
  static List<SentSpan> all(byte[] request) {
    return WireFields.read(request).messages(1).stream()
        .flatMap(resource -> resource.messages(2).stream())
        .flatMap(scope -> scope.messages(2).stream())
        .map(SentSpan::of)
        .toList();
  }

  private static SentSpan of(WireFields span) {
    Map<String, String> attributes =
        span.messages(9).stream()
            .collect(Collectors.toMap(a -> a.text(1), a -> a.messages(2).get(0).text(1)));
    boolean error = span.messages(15).stream().anyMatch(status -> status.number(3) == 2);
    return new SentSpan(
        span.hex(1),
        span.hex(2),
        span.hex(4),
        span.text(5),
        span.number(7),
        span.number(8),
        error,
        attributes);
  }

  long millis() {
    return (to - from) / 1_000_000;
  }
}
