package dev.newsreel.door;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.newsreel.forecast.Estimate;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import java.math.BigDecimal;
import java.time.Instant;

/** What the asker of a video is told at once. */
record Accepted(
    @JsonProperty String id,
    @JsonProperty Status status,
    @JsonProperty BigDecimal estimatedCostUsd,
    @JsonProperty Long queuePosition,
    @JsonProperty Instant eta,
    @JsonProperty String etaBasis) {

  static Accepted of(VideoJob job, BigDecimal cost, Estimate when) {
    return new Accepted(
        job.id(), job.status(), cost, when.queuePosition(), when.eta(), when.etaBasis());
  }
}
