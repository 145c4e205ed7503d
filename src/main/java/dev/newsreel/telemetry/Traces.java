package dev.newsreel.telemetry;

import dev.newsreel.job.Event;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Secrets;
import dev.newsreel.settings.Settings;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a trace of each job over OTLP when the job has ended. It is told from the job's history, so
 * it is whole whatever nodes worked at the job and however they ended. What cannot be sent is
 * dropped: no job waits for it.
 */
public final class Traces implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
  private static final int WAITING = 2000;
  private static final int SPANS = 20_000;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final long PATIENCE_S = 3;

  private final Function<String, List<Event>> history;
  private final SdkTracerProvider provider;
  private final JobSpans spans;
  private final ThreadPoolExecutor teller;

  /**
   * Makes what sends to {@code otlp.endpoint}.
   *
   * @param history returns a job's history, oldest first
   * @param node names this node
   */
  public Traces(Settings settings, Function<String, List<Event>> history, String node) {
    this.history = history;
    GivenIds ids = new GivenIds();
    Attributes us =
        Attributes.builder()
            .put("service.name", "newsreel")
            .put("service.instance.id", node)
            .build();
    this.provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(Resource.create(us))
            .addSpanProcessor(processor(settings))
            .build();
    this.spans = new JobSpans(provider.get("dev.newsreel"), ids, Secrets.of(settings));
    this.teller =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "traces");
              thread.setDaemon(true);
              return thread;
            },
            // What is too much is dropped.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  private static BatchSpanProcessor processor(Settings settings) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.text("otlp.endpoint"))
            .setConnectTimeout(settings.duration("connect.timeout"))
            .setTimeout(LONGEST);
    for (String header : settings.text("otlp.headers").split(",", -1)) {
      String[] parts = header.split("=", 2);
      if (parts.length == 2) {
        exporter.addHeader(parts[0].strip(), parts[1].strip());
      }
    }
    return BatchSpanProcessor.builder(exporter.build())
        .setMaxQueueSize(SPANS)
        .setScheduleDelay(Duration.ofSeconds(1))
        .setExporterTimeout(LONGEST)
        .build();
  }

  /** Sends the trace of a job that has ended with this edge; does nothing at any other. */
  public void saved(VideoJob before, VideoJob after) {
    boolean ends = after.status().ended() && before != null && !before.status().ended();
    if (ends) {
      teller.execute(() -> tell(after));
    }
  }

  private void tell(VideoJob job) {
    try {
      spans.tell(job, known(history.apply(job.id())));
    } catch (RedisException e) {
      LOG.debug("There is no trace of {}", job.id(), e);
    }
  }

  // Of a stage that only a newer release knows, nothing can be told.
  private static List<Event> known(List<Event> history) {
    return history.stream().filter(line -> line.status() != null).toList();
  }

  /** Sends what is left, for a few seconds at the most. */
  @Override
  public void close() {
    teller.shutdown();
    try {
      var unused = teller.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    provider.shutdown().join(PATIENCE_S, TimeUnit.SECONDS);
  }
}
