package dev.newsreel.load;

import dev.newsreel.job.Digest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Webhooks at a pace, and posts while silent connections are open. */
final class Hooks {

  private static final int JOBS = 50;
  private static final int POSTS = 10;

  private final Stage stage;
  private final Size.Hooks size;
  private final Report report;
  private final AtomicInteger turn = new AtomicInteger();

  Hooks(Stage stage, Size size, Report report) {
    this.stage = stage;
    this.size = size.hooks();
    this.report = report;
  }

  /** Sends genuine, new webhooks of HeyGen about jobs that wait. */
  void webhooks() {
    String secret =
        stage.store().webhookSecret().orElseThrow(() -> new LoadFailed("HeyGen has no secret"));
    List<String> jobs =
        new Videos(stage).newest(JOBS).stream().map(video -> video.path("id").asText()).toList();
    Times times =
        stage.rig().caller().paced(size.perSecond(), size.seconds(), () -> next(jobs, secret));
    report.set(Figure.HOOK_P50, times.at(0.5));
    report.set(Figure.HOOK_P95, times.at(0.95));
    report.set(Figure.HOOK_P99, times.at(0.99));
    report.set(Figure.HOOK_MAX, times.at(1));
    report.same("webhooks that failed", 0, times.failed());
  }

  private HttpRequest next(List<String> jobs, String secret) {
    String job = jobs.get(turn.getAndIncrement() % jobs.size());
    String body =
        """
        {"event_id":"evt_%1$s","event_type":"avatar_video.success",\
        "event_data":{"video_id":"%1$s","url":"http://127.0.0.1:9/never.mp4","callback_id":"%2$s"}}"""
            .formatted("load-" + UUID.randomUUID(), job);
    byte[] signature = Digest.hmac(secret, body.getBytes(StandardCharsets.UTF_8));
    URI door = stage.node().home().resolve("/webhooks/heygen");
    return HttpRequest.newBuilder(Caller.post(door, body), (name, value) -> true)
        .header("Heygen-Signature", HexFormat.of().formatHex(signature))
        .header("Heygen-Timestamp", Long.toString(Instant.now().getEpochSecond()))
        .build();
  }

  /** Posts while silent connections are open. */
  void idle() {
    List<SocketChannel> open = new ArrayList<>();
    URI home = stage.node().home();
    try {
      for (int i = 0; i < size.idle(); i++) {
        open.add(SocketChannel.open(new InetSocketAddress(home.getHost(), home.getPort())));
      }
      Times times = stage.posting().paced(POSTS, size.seconds());
      report.set(Figure.IDLE_POST_P50, times.at(0.5));
      report.set(Figure.IDLE_POST_P99, times.at(0.99));
      report.same("POSTs that failed beside silent connections", 0, times.failed());
    } catch (IOException e) {
      throw new LoadFailed(
          "Only %d of %d connections can be opened; look at ulimit -n: %s"
              .formatted(open.size(), size.idle(), e.getMessage()),
          e);
    } finally {
      open.forEach(Hooks::close);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone, which is all that is wanted.
    }
  }
}
