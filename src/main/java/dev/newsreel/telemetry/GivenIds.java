package dev.newsreel.telemetry;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Gives spans the ids that were set for them. Used by one thread only. */
final class GivenIds implements IdGenerator {

  private String trace;
  private String span;

  void next(String traceId, String spanId) {
    trace = traceId;
    span = spanId;
  }

  @Override
  public String generateSpanId() {
    return span;
  }

  @Override
  public String generateTraceId() {
    return trace;
  }
}
