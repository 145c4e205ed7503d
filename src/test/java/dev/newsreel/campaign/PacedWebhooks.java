package dev.newsreel.campaign;

import dev.newsreel.e2e.SignedWebhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Sends new genuine webhooks at a pace that the clock gives, however slow the answers are. */
final class PacedWebhooks implements AutoCloseable {

  private static final double NANOS_PER_MILLI = 1_000_000;

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
  private final URI home;
  private final String secret;
  private final List<String> jobs;

  PacedWebhooks(URI home, String secret, List<String> jobs) {
    this.home = home;
    this.secret = secret;
    this.jobs = jobs;
  }

  /** How long the calls took, sorted, in ns; a failed one took for ever. */
  @SuppressWarnings("ArrayRecordComponent")
  record Times(long[] nanos) {

    int count() {
      return nanos.length;
    }

    long failed() {
      return Arrays.stream(nanos).filter(n -> n == Long.MAX_VALUE).count();
    }

    /** Returns the time within which this share of the calls was answered, in ms. */
    double at(double share) {
      int index = Math.max(0, (int) Math.ceil(share * nanos.length) - 1);
      return nanos[index] / NANOS_PER_MILLI;
    }
  }

  /** Sends so many a second, for so long. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  Times send(int perSecond, int seconds) {
    CompletableFuture<Long>[] all = new CompletableFuture[perSecond * seconds];
    long pause = 1_000_000_000L / perSecond;
    long start = System.nanoTime();
    for (int i = 0; i < all.length; i++) {
      long due = start + i * pause;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      all[i] = answered(next(i), due);
    }
    return new Times(Arrays.stream(all).mapToLong(CompletableFuture::join).sorted().toArray());
  }

  private CompletableFuture<Long> answered(HttpRequest request, long due) {
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((reply, failure) -> failure == null && reply.statusCode() == 200)
        .thenApply(taken -> taken ? System.nanoTime() - due : Long.MAX_VALUE);
  }

  private HttpRequest next(int number) {
    String job = jobs.get(number % jobs.size());
    String body = SignedWebhook.success(job, "hv-" + UUID.randomUUID());
    return SignedWebhook.of(body, secret).request(home.resolve("/webhooks/heygen"));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
