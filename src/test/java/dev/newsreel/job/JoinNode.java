package dev.newsreel.job;

import dev.newsreel.watch.Figures;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.OptimisticLockRetryPolicy;

/** One node with the route {@code await-video} of the third route file, in Java. */
final class JoinNode implements AutoCloseable {

  final Queue<String> joined = new ConcurrentLinkedQueue<>();
  final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

  /** How often a part met a waiting job; more than the edges that came of it = lost races. */
  final AtomicInteger meetings = new AtomicInteger();

  private final JobStore jobs;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final ProducerTemplate template;

  JoinNode(JobStore jobs) throws Exception {
    this.jobs = jobs;
    context.addRoutes(route());
    context.getShutdownStrategy().setTimeout(1);
    context.start();
    template = context.createProducerTemplate();
  }

  private RouteBuilder route() {
    ParkedJobs parked = new ParkedJobs(jobs, new Wait(jobs), Figures.unseen());
    MergeJobs merge = new MergeJobs();
    OptimisticLockRetryPolicy retry = new OptimisticLockRetryPolicy();
    retry.setMaximumRetries(20);
    retry.setRetryDelay(0);
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from("direct:await")
            .aggregate(simple("${body.id}"), (waiting, part) -> count(merge, waiting, part))
            .aggregationRepository(parked)
            .optimisticLocking()
            .optimisticLockRetryPolicy(retry)
            .completionPredicate(simple("${body.rendered}"))
            .process(e -> joined.add(e.getMessage().getBody(VideoJob.class).id()));
      }
    };
  }

  private Exchange count(MergeJobs merge, Exchange waiting, Exchange part) {
    if (waiting != null) {
      meetings.incrementAndGet();
    }
    return merge.aggregate(waiting, part);
  }

  /** What our own order has told. */
  void order(String id) {
    send(
        VideoJob.partial(
            id, d -> d.heygen = new Render(1, null, "hv-1", jobs.now(), null, null, null)),
        Event.of("ordered"));
  }

  /** What HeyGen tells when the video is finished. */
  void answer(String id) {
    Render video =
        new Render(1, null, "hv-1", null, SampleJobs.VIDEO, BigDecimal.TEN, BigDecimal.ONE);
    send(
        VideoJob.partial(id, d -> d.heygen = video),
        Event.of("completed").with("heygen", "hv-1", null).costing(BigDecimal.ONE));
  }

  /** What HeyGen tells when there will be no video. */
  void failed(String id) {
    Failure failure =
        new Failure(
            "video_failed", "No", Status.RENDERING, "heygen", "x", "Retry", TestClock.START);
    send(VideoJob.partial(id, d -> d.failure = failure), Event.of("failed"));
  }

  private void send(VideoJob part, Event event) {
    Exchange done =
        template.send(
            "direct:await",
            e -> {
              e.getMessage().setBody(part);
              e.setProperty(ParkedJobs.EVENT, event);
            });
    if (done.getException() != null) {
      failures.add(done.getException());
    }
  }

  @Override
  public void close() {
    context.stop();
  }

  private record Wait(JobStore jobs) implements ParkedJobs.Parking {
    @Override
    public Status awaited() {
      return Status.RENDERING;
    }

    @Override
    public VideoJob park(VideoJob job) {
      return job.with(
          d -> {
            d.step = Step.ORDERED;
            d.wake = new Wake("video-reconcile", jobs.now().plus(Duration.ofMinutes(10)));
          });
    }

    @Override
    public Status next() {
      return Status.CAPTIONING;
    }
  }
}
