package dev.newsreel.door;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Batches;
import dev.newsreel.job.VideoJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The requests of one {@code POST /api/v1/batches}, and what becomes of each. */
final class PostedBatch {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final List<Row> rows;
  private final long end = System.nanoTime() + LONGEST.toNanos();
  private String id;
  private volatile Exception stopped;

  private PostedBatch(List<Row> rows) {
    this.rows = rows;
  }

  /** One request; worked at by one thread. */
  static final class Row {
    private final int index;
    private VideoRequest request;
    private Problem problem;
    private List<VideoJob> made = List.of();
    private String nothing;

    private Row(int index) {
      this.index = index;
    }

    int index() {
      return index;
    }

    VideoRequest request() {
      return request;
    }

    /** Notes what was made, and what is told if that is nothing. */
    void made(List<VideoJob> jobs, String otherwise) {
      made = jobs;
      nothing = otherwise;
    }

    void refused(Problem why) {
      problem = why;
    }

    private void read(JsonNode json, Function<JsonNode, VideoRequest> reader) {
      try {
        request = reader.apply(json);
      } catch (BadRequest e) {
        problem = e.problem();
      }
    }
  }

  /**
   * What is told of one video, or of a request that none was made of.
   *
   * @param message why there is none although nothing is wrong
   */
  record Told(
      @JsonProperty int index,
      @JsonProperty String id,
      @JsonProperty Object status,
      @JsonProperty Problem problem,
      @JsonProperty String message) {}

  /**
   * Reads a body that fits the contract; a request in it that cannot be used has a problem of its
   * own.
   *
   * @param reader reads one request, or throws a {@link BadRequest}
   */
  static PostedBatch read(JsonNode json, Function<JsonNode, VideoRequest> reader) {
    JsonNode videos = json.path("videos");
    List<Row> rows = IntStream.range(0, videos.size()).mapToObj(Row::new).toList();
    rows.forEach(row -> row.read(videos.get(row.index), reader));
    return new PostedBatch(rows);
  }

  String id() {
    return id;
  }

  void named(String name) {
    id = name;
  }

  /** Returns those that can be worked at. */
  List<Row> usable() {
    return rows.stream().filter(row -> row.request != null).toList();
  }

  /** Notes that nothing more can be accepted. */
  void stop(Exception why) {
    stopped = why;
  }

  /** Returns why nothing more can be accepted; null when all is well. */
  Exception stopped() {
    return stopped;
  }

  /** Returns whether it is too late to begin to fetch something. */
  boolean isLate() {
    return System.nanoTime() - end > 0;
  }

  /** Returns the videos that were made, in the order of the requests. */
  List<Batches.Item> items() {
    return rows.stream()
        .flatMap(row -> row.made.stream().map(job -> new Batches.Item(row.index, job.id())))
        .toList();
  }

  long refused() {
    return rows.stream().map(row -> row.problem).filter(Objects::nonNull).count();
  }

  List<Told> told() {
    List<Told> told = new ArrayList<>();
    for (Row row : rows) {
      row.made.forEach(job -> told.add(new Told(row.index, job.id(), job.status(), null, null)));
      if (row.problem != null) {
        told.add(new Told(row.index, null, null, row.problem, null));
      } else if (row.made.isEmpty()) {
        told.add(new Told(row.index, null, null, null, row.nothing));
      }
    }
    return told;
  }
}
